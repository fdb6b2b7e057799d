// An action that is always there and never shouts: back, cancel, the second choice.
import QtQuick
import Pishkhan.Theme

Touchable {
    id: button

    property string label
    property string icon

    implicitHeight: Theme.buttonHeight
    implicitWidth: 230
    spoken: label

    Rectangle {
        anchors.fill: parent
        radius: Theme.buttonRadius
        color: !button.touchable ? Theme.unavailable : button.pressed ? Theme.pressed : Theme.card
        border.width: button.touchable ? Theme.edgeWidth : Theme.lineWidth
        border.color: button.touchable ? Theme.edge : Theme.line
    }

    Row {
        anchors.centerIn: parent
        spacing: 18

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: button.icon !== ""
            name: button.icon
            size: 48
            ink: text.color
        }

        KioskText {
            id: text

            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, button.width - 40 - (button.icon !== "" ? 66 : 0))
            text: button.label
            font.pixelSize: Theme.quietLabel
            font.weight: Font.Bold
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 24
            color: button.touchable ? Theme.ink : Theme.muted
        }
    }
}
