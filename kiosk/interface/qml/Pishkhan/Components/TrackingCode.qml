// The code to ask with later: as large as an amount, on a ground of its own.
import QtQuick
import Pishkhan.Theme

Rectangle {
    id: card

    property string label
    property string code

    implicitHeight: 156
    radius: Theme.cardRadius
    color: Theme.tealSoft

    KioskText {
        anchors.left: parent.left
        anchors.leftMargin: 40
        anchors.verticalCenter: parent.verticalCenter
        text: card.label
        font.pixelSize: Theme.lead
        font.weight: Font.Bold
        color: Theme.teal
    }

    KioskText {
        anchors.right: parent.right
        anchors.rightMargin: 40
        anchors.verticalCenter: parent.verticalCenter
        text: card.code
        font.pixelSize: 68
        font.weight: Font.Black
    }
}
