// A way out in words alone, with a target as large as a button's.
import QtQuick
import Pishkhan.Theme

Touchable {
    id: button

    property string label

    implicitHeight: Math.max(88, Theme.pillHeight)
    implicitWidth: text.implicitWidth + 80
    spoken: label

    Rectangle {
        anchors.fill: parent
        radius: Theme.buttonRadius
        color: button.pressed ? Theme.lapisSoft : "transparent"
    }

    KioskText {
        id: text

        anchors.centerIn: parent
        text: button.label
        font.pixelSize: Theme.lead
        font.weight: Font.Bold
        color: button.touchable ? Theme.lapis : Theme.muted
    }
}
