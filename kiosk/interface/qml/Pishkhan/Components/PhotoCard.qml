// What stands in for a paper: the signed code and the facts to ask with, in one picture. In large
// text the facts stand below the code, where they have room.
pragma ComponentBehavior: Bound
import QtQuick
import Pishkhan.Theme

Card {
    id: card

    property string code
    property string hint
    property var rows: []
    property var sum: ({})
    property var tracking: ({})

    readonly property int side: 440
    readonly property int beside: width - side - 92
    readonly property bool stacked: beside < 280

    implicitHeight: (stacked ? side + words.implicitHeight : Math.max(side, words.implicitHeight)) + 56

    QrCode {
        id: picture

        anchors.left: parent.left
        anchors.leftMargin: card.stacked ? (card.width - card.side) / 2 : 28
        y: card.stacked ? 14 : Math.round((card.height - height) / 2)
        width: card.side
        height: card.side
        text: card.code
    }

    Column {
        id: words

        anchors.right: parent.right
        anchors.rightMargin: 36
        y: card.stacked ? card.side + 28 : Math.round((card.height - height) / 2)
        width: card.stacked ? card.width - 72 : card.beside
        spacing: 14

        KioskText {
            width: parent.width
            text: card.tracking.label ?? ""
            font.pixelSize: Theme.small
            font.weight: Font.Bold
            color: Theme.teal
        }

        KioskText {
            width: parent.width
            text: card.tracking.grouped ?? ""
            font.pixelSize: 50
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 32
            font.weight: Font.ExtraBold
            font.features: { "tnum": 1 }
        }

        KioskText {
            width: parent.width
            text: (card.sum.grouped ?? "") + " " + (card.sum.unit ?? "")
            font.pixelSize: Theme.lead
            font.weight: Font.ExtraBold
        }

        Repeater {
            model: card.rows.length

            Column {
                required property int index
                readonly property var fact: card.rows[index] ?? ({})

                width: words.width

                KioskText {
                    width: parent.width
                    text: parent.fact.label ?? ""
                    font.pixelSize: Theme.small
                    color: Theme.muted
                }

                KioskText {
                    width: parent.width
                    text: parent.fact.value ?? ""
                    font.pixelSize: Theme.small
                    font.weight: Font.Bold
                    wrapMode: Text.Wrap
                    maximumLineCount: 2
                    elide: Text.ElideRight
                }
            }
        }

        KioskText {
            width: parent.width
            visible: text !== ""
            text: card.hint
            font.pixelSize: Theme.small
            color: Theme.muted
            wrapMode: Text.WordWrap
        }
    }
}
