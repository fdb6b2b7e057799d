// One of the other services.
import QtQuick
import Pishkhan.Theme

Touchable {
    id: tile

    required property var face

    implicitHeight: Theme.compact ? Math.max(152, words.implicitHeight + 40) : 36 + 124 + 10 + words.implicitHeight + 32
    focusRadius: Theme.cardRadius
    touchable: face.enabled ?? false
    spoken: face.title ?? ""

    Rectangle {
        anchors.fill: parent
        radius: Theme.cardRadius
        color: !tile.touchable ? Theme.unavailable : tile.pressed ? Theme.pressed : Theme.card
        border.width: tile.touchable ? Theme.edgeWidth : Theme.lineWidth
        border.color: tile.touchable ? Theme.edge : Theme.line
    }

    Rectangle {
        id: ground

        anchors.left: parent.left
        anchors.leftMargin: Theme.compact ? 20 : 36
        y: Theme.compact ? (tile.height - height) / 2 : 36
        width: Theme.compact ? 84 : 124
        height: width
        radius: width / 4
        color: tile.touchable ? Theme.lapisSoft : Theme.card

        Icon {
            anchors.centerIn: parent
            name: tile.face.icon ?? ""
            size: Math.round(parent.width * 0.68)
            ink: tile.touchable ? Theme.lapis : Theme.muted
        }
    }

    Column {
        id: words

        anchors.left: Theme.compact ? ground.right : parent.left
        anchors.leftMargin: Theme.compact ? 20 : 36
        anchors.right: parent.right
        anchors.rightMargin: Theme.compact ? 20 : 36
        y: Theme.compact ? (tile.height - height) / 2 : ground.y + ground.height + 10
        spacing: Theme.compact ? 0 : 10

        KioskText {
            width: parent.width
            text: tile.face.title ?? ""
            font.pixelSize: Theme.compact ? 34 : Theme.tileTitle
            font.weight: Font.ExtraBold
            lineHeight: Theme.titleLine
            wrapMode: Text.WordWrap
            color: tile.touchable ? Theme.ink : Theme.muted
        }

        KioskText {
            width: parent.width
            text: tile.touchable ? (tile.face.subtitle ?? "") : (tile.face.why ?? "")
            font.pixelSize: Theme.compact ? 24 : Theme.small
            wrapMode: Text.WordWrap
            color: tile.touchable ? Theme.muted : Theme.noticeInk
        }
    }
}
