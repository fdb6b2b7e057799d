// One key: a digit, or an icon.
import QtQuick
import Pishkhan.Theme

Touchable {
    id: key

    property string label
    property string icon
    property bool quiet: false
    property int size: quiet ? 30 : 56

    spoken: label

    Rectangle {
        anchors.fill: parent
        radius: Theme.buttonRadius
        color: key.pressed ? Theme.teal : key.quiet ? Theme.paper : Theme.card
        border.width: Theme.edgeWidth
        border.color: key.pressed ? Theme.teal : Theme.edge
    }

    Row {
        anchors.centerIn: parent
        spacing: 14

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: key.icon !== ""
            name: key.icon
            size: 48
            ink: text.color
        }

        KioskText {
            id: text

            anchors.verticalCenter: parent.verticalCenter
            text: key.label
            font.pixelSize: key.size
            visible: key.label !== ""
            font.weight: Font.Bold
            color: key.pressed ? Theme.overTeal : Theme.ink
        }
    }
}
