// The one strong action of a screen.
import QtQuick
import Pishkhan.Theme

Touchable {
    id: button

    property string label
    property string icon

    implicitHeight: Theme.buttonHeight
    spoken: label

    Rectangle {
        anchors.fill: parent
        anchors.topMargin: 6
        anchors.bottomMargin: -6
        radius: Theme.buttonRadius
        color: Theme.shadow
        visible: button.touchable && !button.pressed
    }

    Rectangle {
        anchors.fill: parent
        radius: Theme.buttonRadius
        color: !button.touchable ? Theme.unavailable : button.pressed ? Theme.tealPressed : Theme.teal
        border.width: button.touchable ? 0 : Theme.lineWidth
        border.color: Theme.line
    }

    Row {
        anchors.centerIn: parent
        spacing: 24

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: button.icon !== "" && button.width >= 380
            name: button.icon
            size: 60
            ink: text.color
        }

        KioskText {
            id: text

            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, button.width - 56 - (button.icon !== "" && button.width >= 380 ? 84 : 0))
            text: button.label
            font.pixelSize: Theme.primaryLabel
            font.weight: Font.Bold
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 24
            color: button.touchable ? Theme.overTeal : Theme.muted
        }
    }
}
