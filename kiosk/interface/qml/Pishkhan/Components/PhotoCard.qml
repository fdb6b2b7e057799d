// What stands in for a paper: the signed code and the facts to ask with, in one picture.
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

    implicitHeight: Math.max(picture.height, words.implicitHeight) + 56

    QrCode {
        id: picture

        anchors.left: parent.left
        anchors.leftMargin: 28
        anchors.verticalCenter: parent.verticalCenter
        width: 440
        height: 440
        text: card.code
    }

    Column {
        id: words

        anchors.left: picture.right
        anchors.leftMargin: 28
        anchors.right: parent.right
        anchors.rightMargin: 36
        anchors.verticalCenter: parent.verticalCenter
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
