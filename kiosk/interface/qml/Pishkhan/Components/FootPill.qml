// A switch of the foot. That it is on is told by its fill and a tick.
import QtQuick
import Pishkhan.Theme

Touchable {
    id: pill

    property string label
    property string icon
    property bool on: false

    implicitWidth: inside.implicitWidth + 44
    implicitHeight: Theme.pillHeight
    height: Theme.pillHeight
    focusRadius: height / 2
    spoken: label

    Rectangle {
        anchors.fill: parent
        radius: height / 2
        color: pill.on ? Theme.teal : pill.pressed ? Theme.pressed : Theme.card
        border.width: Theme.edgeWidth
        border.color: pill.on ? Theme.teal : Theme.edge
    }

    Row {
        id: inside

        anchors.centerIn: parent
        spacing: 10

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: pill.on ? "check-circle" : pill.icon
            size: 36
            ink: pill.on ? Theme.overTeal : Theme.teal
        }

        KioskText {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, pill.width - 76)
            text: pill.label
            font.pixelSize: 27
            font.weight: Font.Bold
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 18
            color: pill.on ? Theme.overTeal : Theme.ink
        }
    }
}
