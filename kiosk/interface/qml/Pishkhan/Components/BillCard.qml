// One of several bills: what it is, its sum, and a way to take it out again.
pragma ComponentBehavior: Bound
import QtQuick
import Pishkhan.Theme

Card {
    id: card

    required property var bill

    signal removed

    implicitHeight: Math.max(words.implicitHeight + 56, 150)

    Column {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: 40
        anchors.right: remove.left
        anchors.rightMargin: 24
        anchors.verticalCenter: parent.verticalCenter
        spacing: 6

        KioskText {
            width: parent.width
            text: card.bill.title ?? ""
            font.pixelSize: Theme.lead
            font.weight: Font.ExtraBold
            wrapMode: Text.WordWrap
            maximumLineCount: 3
            elide: Text.ElideRight
            lineHeight: Theme.titleLine
        }

        KioskText {
            width: parent.width
            text: card.bill.value ?? ""
            font.weight: Font.Bold
            color: Theme.teal
        }

        Repeater {
            model: card.bill.lines?.length ?? 0

            KioskText {
                required property int index

                width: words.width
                text: card.bill.lines?.[index] ?? ""
                font.pixelSize: Theme.small
                color: Theme.muted
                wrapMode: Text.WordWrap
                maximumLineCount: 3
                elide: Text.ElideRight
            }
        }

        Row {
            width: parent.width
            spacing: 16

            KioskText {
                text: card.bill.code?.label ?? ""
                font.pixelSize: Theme.small
                color: Theme.muted
            }

            KioskText {
                text: card.bill.code?.value ?? ""
                font.pixelSize: Theme.small
                font.weight: Font.DemiBold
            }
        }

        KioskText {
            width: parent.width
            visible: text !== ""
            text: card.bill.warning ?? ""
            font.pixelSize: Theme.small
            color: Theme.noticeInk
            wrapMode: Text.WordWrap
        }
    }

    LinkButton {
        id: remove

        anchors.right: parent.right
        anchors.rightMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        objectName: "remove_" + (card.bill.id ?? "")
        label: card.bill.remove ?? ""
        onTouched: card.removed()
    }
}
