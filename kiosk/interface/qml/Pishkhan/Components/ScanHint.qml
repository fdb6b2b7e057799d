// How to hold a bill to the reader: drawn, and said in one sentence.
import QtQuick
import Pishkhan.Theme

Card {
    id: card

    property string text
    readonly property real drawn: Math.min(1.24, (height - 96) / 360)

    Rectangle {
        id: ground

        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        anchors.margins: 20
        width: Math.min(500, card.width * 0.52)
        visible: card.width >= 760
        radius: Theme.buttonRadius
        color: Theme.tealSoft

        Drawing {
            anchors.centerIn: parent
            width: Math.round(420 * card.drawn)
            height: Math.round(360 * card.drawn)
            what: "scan"
        }
    }

    Column {
        anchors.left: parent.left
        anchors.leftMargin: 52
        anchors.right: ground.visible ? ground.left : parent.right
        anchors.rightMargin: 32
        anchors.verticalCenter: parent.verticalCenter
        spacing: 28

        Rectangle {
            anchors.left: parent.left
            width: 124
            height: 124
            radius: 30
            color: Theme.tealSoft
            visible: card.height > 420

            Icon {
                anchors.centerIn: parent
                name: "barcode"
                size: 84
                ink: Theme.teal
            }
        }

        KioskText {
            width: parent.width
            text: card.text
            font.pixelSize: 42
            font.weight: Font.ExtraBold
            lineHeight: 0.98
            wrapMode: Text.WordWrap
            maximumLineCount: 4
            elide: Text.ElideRight
        }
    }
}
