// What the machine is doing now, with a light that shows it is alive.
import QtQuick
import Pishkhan.Theme

Rectangle {
    id: pill

    property string text

    implicitWidth: inside.width + 88
    implicitHeight: 92
    radius: 46
    color: Theme.card
    border.width: Theme.lineWidth
    border.color: Theme.line

    Row {
        id: inside

        anchors.centerIn: parent
        spacing: 20

        Rectangle {
            id: light

            anchors.verticalCenter: parent.verticalCenter
            width: 22
            height: 22
            radius: 11
            color: Theme.saffron

            Timer {
                interval: 1000
                repeat: true
                running: pill.visible
                onTriggered: light.opacity = light.opacity < 1 ? 1 : 0.35
            }
        }

        KioskText {
            text: pill.text
            font.weight: Font.DemiBold
        }
    }
}
