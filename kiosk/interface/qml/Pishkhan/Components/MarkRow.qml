// One fact about a receipt: a sign and words; the colour only repeats them.
import QtQuick
import Pishkhan.Theme

Item {
    id: row

    required property var mark
    readonly property var signs: ({
        "done": { "icon": "check-circle", "ink": Theme.good },
        "waiting": { "icon": "clock-countdown", "ink": Theme.noticeInk },
        "open": { "icon": "circle-dashed", "ink": Theme.muted },
        "failed": { "icon": "x-circle", "ink": Theme.dangerInk }
    })
    readonly property var sign: signs[mark.state] ?? signs["open"]

    implicitHeight: Math.max(96, words.implicitHeight + 24)

    Icon {
        id: symbol

        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        name: row.sign.icon
        size: 64
        ink: row.sign.ink
    }

    Column {
        id: words

        anchors.left: symbol.right
        anchors.leftMargin: 28
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter

        KioskText {
            width: parent.width
            text: row.mark.label ?? ""
            font.pixelSize: Theme.lead
            font.weight: Font.ExtraBold
            color: row.sign.ink
        }

        KioskText {
            width: parent.width
            text: row.mark.text ?? ""
            font.pixelSize: Theme.small
            color: Theme.muted
            wrapMode: Text.WordWrap
        }
    }
}
