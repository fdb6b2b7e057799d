// How to hold a bill to the reader.
import QtQuick
import Pishkhan.Theme

Card {
    id: card

    property string text

    Drawing {
        id: picture

        anchors.right: parent.right
        anchors.rightMargin: 44
        anchors.verticalCenter: parent.verticalCenter
        width: 420
        height: 360
        what: "scan"
    }

    KioskText {
        anchors.left: parent.left
        anchors.leftMargin: 52
        anchors.right: picture.left
        anchors.rightMargin: 16
        anchors.verticalCenter: parent.verticalCenter
        text: card.text
        font.pixelSize: 38
        font.weight: Font.Bold
        lineHeight: Theme.textLine
        wrapMode: Text.WordWrap
        maximumLineCount: 5
        elide: Text.ElideRight
    }
}
