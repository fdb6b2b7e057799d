// An amount of money: rials large, tomans and words as a smaller second line.
import QtQuick
import Pishkhan.Theme

Column {
    id: amount

    required property var sum
    property color ink: Theme.teal
    property bool centred: false
    property bool inWords: true
    property int size: Theme.amount

    spacing: 0

    Row {
        anchors.left: amount.centred ? undefined : parent.left
        anchors.horizontalCenter: amount.centred ? parent.horizontalCenter : undefined
        spacing: 20

        KioskText {
            id: figure

            text: amount.sum.grouped
            font.pixelSize: amount.size
            font.weight: Font.Black
            lineHeight: 0.86
            color: amount.ink
        }

        KioskText {
            anchors.baseline: figure.baseline
            text: amount.sum.unit
            font.pixelSize: Math.round(amount.size * 0.46)
            font.weight: Font.Bold
        }
    }

    KioskText {
        width: parent.width
        horizontalAlignment: amount.centred ? Text.AlignHCenter : Text.AlignLeft
        text: amount.inWords ? amount.sum.toman + " · " + amount.sum.words : amount.sum.toman
        color: Theme.muted
        wrapMode: Text.WordWrap
        maximumLineCount: 3
        elide: Text.ElideRight
        lineHeight: Theme.textLine
    }
}
