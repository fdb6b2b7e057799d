// A heading and its lines, each with a mark of its own where they are a list.
pragma ComponentBehavior: Bound
import QtQuick
import Pishkhan.Theme

Card {
    id: card

    required property var paragraph

    implicitHeight: inside.height + 64

    Column {
        id: inside

        x: 40
        y: 32
        width: parent.width - 80
        spacing: 16

        Row {
            width: parent.width
            spacing: 20

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: name !== ""
                name: card.paragraph.icon ?? ""
                size: 48
                ink: Theme.teal
            }

            KioskText {
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - 68
                text: card.paragraph.heading ?? ""
                font.pixelSize: Theme.lead
                font.weight: Font.ExtraBold
                wrapMode: Text.WordWrap
            }
        }

        Repeater {
            model: card.paragraph.lines?.length ?? 0

            Item {
                id: line

                required property int index

                width: inside.width
                height: words.height

                Rectangle {
                    anchors.left: parent.left
                    y: 21
                    width: 12
                    height: 12
                    radius: 6
                    visible: card.paragraph.listed ?? false
                    color: Theme.teal
                }

                KioskText {
                    id: words

                    anchors.left: parent.left
                    anchors.leftMargin: card.paragraph.listed ? 34 : 0
                    anchors.right: parent.right
                    text: card.paragraph.lines[line.index] ?? ""
                    lineHeight: Theme.textLine
                    wrapMode: Text.WordWrap
                }
            }
        }
    }
}
