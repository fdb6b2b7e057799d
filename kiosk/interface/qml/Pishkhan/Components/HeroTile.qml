// The service most people come for.
import QtQuick
import Pishkhan.Theme

Touchable {
    id: tile

    required property var face

    focusRadius: Theme.cardRadius
    touchable: face.enabled ?? false
    spoken: face.title ?? ""

    Rectangle {
        anchors.fill: parent
        radius: Theme.cardRadius
        color: !tile.touchable ? Theme.unavailable : tile.pressed ? Theme.tealPressed : Theme.teal
        border.width: tile.touchable ? 0 : Theme.lineWidth
        border.color: Theme.line
    }

    Rectangle {
        id: ground

        anchors.left: parent.left
        anchors.leftMargin: Math.min(52, (tile.height - height) / 2)
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(212, tile.height - 60)
        height: width
        radius: width / 4
        color: tile.touchable ? Theme.tealRaised : Theme.card
        visible: tile.height >= 200

        Icon {
            anchors.centerIn: parent
            name: tile.face.icon ?? ""
            size: Math.round(ground.width * 0.64)
            ink: title.color
        }
    }

    implicitHeight: Math.max(Theme.compact ? 200 : 280, words.implicitHeight + 48)

    Column {
        id: words

        anchors.left: ground.right
        anchors.leftMargin: 44
        anchors.right: arrow.left
        anchors.rightMargin: 28
        anchors.verticalCenter: parent.verticalCenter
        spacing: 12

        KioskText {
            id: title

            width: parent.width
            text: tile.face.title ?? ""
            font.pixelSize: Theme.compact ? 46 : 58
            font.weight: Font.ExtraBold
            lineHeight: Theme.titleLine
            wrapMode: Text.WordWrap
            color: tile.touchable ? Theme.overTeal : Theme.muted
        }

        KioskText {
            width: parent.width
            text: tile.touchable ? (tile.face.subtitle ?? "") : (tile.face.why ?? "")
            font.pixelSize: Theme.compact ? 28 : 32
            lineHeight: Theme.textLine
            wrapMode: Text.WordWrap
            color: tile.touchable ? Theme.overTeal : Theme.noticeInk
        }
    }

    Icon {
        id: arrow

        anchors.right: parent.right
        anchors.rightMargin: 36
        anchors.verticalCenter: parent.verticalCenter
        visible: tile.touchable
        name: Theme.onward
        size: 72
        ink: Theme.overTeal
    }
}
