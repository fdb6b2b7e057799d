// The code to ask with later: as large as an amount, on a ground of its own.
import QtQuick
import Pishkhan.Theme

Rectangle {
    id: card

    property string label
    property string code

    implicitHeight: Theme.compact ? 140 : 190
    radius: Theme.cardRadius
    color: Theme.tealSoft
    border.width: Theme.groundEdge
    border.color: Theme.edge

    Column {
        anchors.centerIn: parent
        anchors.verticalCenterOffset: 4
        spacing: -6

        KioskText {
            anchors.horizontalCenter: parent.horizontalCenter
            text: card.label
            font.weight: Font.Bold
            color: Theme.teal
        }

        KioskText {
            anchors.horizontalCenter: parent.horizontalCenter
            text: card.code
            font.pixelSize: Theme.compact ? 56 : 74
            font.weight: Font.Black
        }
    }
}
