// One line of a bill. Discount and penalty are told by their word; the colour only repeats it.
import QtQuick
import Pishkhan.Theme

Item {
    id: row

    required property var due
    readonly property string tone: due.tone ?? "plain"
    readonly property color ink: tone === "good" ? Theme.good : tone === "notice" ? Theme.noticeInk : Theme.ink

    implicitHeight: Math.max(62, words.implicitHeight + 20)

    Column {
        id: words

        anchors.left: parent.left
        anchors.right: sum.left
        anchors.rightMargin: 24
        anchors.verticalCenter: parent.verticalCenter
        spacing: 2

        // A long label takes the whole line, its word the next.
        Flow {
            width: parent.width
            spacing: 16

            KioskText {
                width: Math.min(implicitWidth, parent.width)
                text: row.due.label ?? ""
                color: row.ink
                wrapMode: Text.WordWrap
            }

            Rectangle {
                id: mark

                visible: row.due.mark ? true : false
                width: markText.implicitWidth + 32
                height: markText.implicitHeight + 4
                radius: height / 2
                color: "transparent"
                border.width: Theme.lineWidth
                border.color: row.ink

                KioskText {
                    id: markText

                    anchors.centerIn: parent
                    text: row.due.mark ?? ""
                    font.pixelSize: Theme.small
                    font.weight: Font.Bold
                    color: row.ink
                }
            }
        }

        KioskText {
            width: parent.width
            visible: text !== ""
            text: row.due.rule ?? ""
            font.pixelSize: Theme.small
            color: Theme.muted
            wrapMode: Text.WordWrap
            maximumLineCount: 3
            elide: Text.ElideRight
        }
    }

    KioskText {
        id: sum

        anchors.right: parent.right
        anchors.top: words.top
        text: row.due.value ?? ""
        color: row.ink
        font.weight: Font.DemiBold
        font.features: { "tnum": 1 }
    }
}
