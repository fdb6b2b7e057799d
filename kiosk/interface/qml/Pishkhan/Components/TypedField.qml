// What is being typed on the screen's keyboard.
import QtQuick
import Pishkhan.Theme

Rectangle {
    id: field

    property string value
    property string placeholder

    implicitHeight: Theme.fieldHeight
    radius: Theme.buttonRadius
    color: Theme.card
    border.width: 5
    border.color: Theme.teal

    Icon {
        id: sign

        anchors.left: parent.left
        anchors.leftMargin: 32
        anchors.verticalCenter: parent.verticalCenter
        name: "magnifying-glass"
        size: 52
        ink: Theme.teal
    }

    KioskText {
        id: words

        anchors.left: sign.right
        anchors.leftMargin: 24
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, field.width - 160)
        text: field.value === "" ? field.placeholder : field.value
        font.pixelSize: field.value === "" ? Theme.lead : 44
        font.weight: field.value === "" ? Font.Medium : Font.Bold
        color: field.value === "" ? Theme.muted : Theme.ink
        fontSizeMode: field.value === "" ? Text.HorizontalFit : Text.FixedSize
        minimumPixelSize: 22
        elide: field.value === "" ? Text.ElideNone : Text.ElideLeft
    }

    Rectangle {
        anchors.left: words.right
        anchors.leftMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        visible: field.value !== ""
        width: 5
        height: 56
        radius: 2
        color: Theme.teal
    }
}
