// One more service, as a line of its own.
import QtQuick
import Pishkhan.Theme

Touchable {
    id: tile

    required property var face

    implicitHeight: Math.max(Theme.buttonHeight, words.implicitHeight + 36)
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

    Icon {
        id: sign

        anchors.left: parent.left
        anchors.leftMargin: 44
        anchors.verticalCenter: parent.verticalCenter
        name: tile.face.icon ?? ""
        size: 60
        ink: tile.touchable ? Theme.lapis : Theme.muted
    }

    KioskText {
        id: title

        anchors.left: sign.right
        anchors.leftMargin: 28
        anchors.verticalCenter: parent.verticalCenter
        text: tile.face.title ?? ""
        font.pixelSize: 34
        font.weight: Font.ExtraBold
        color: tile.touchable ? Theme.ink : Theme.muted
    }

    KioskText {
        id: words

        anchors.left: title.right
        anchors.leftMargin: 20
        anchors.right: arrow.left
        anchors.rightMargin: 16
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: 2
        text: tile.touchable ? (tile.face.subtitle ?? "") : (tile.face.why ?? "")
        font.pixelSize: 28
        lineHeight: 0.86
        wrapMode: Text.WordWrap
        color: tile.touchable ? Theme.muted : Theme.noticeInk
    }

    Icon {
        id: arrow

        anchors.right: parent.right
        anchors.rightMargin: 32
        anchors.verticalCenter: parent.verticalCenter
        visible: tile.touchable
        name: Theme.onward
        size: 44
        ink: Theme.lapis
    }
}
