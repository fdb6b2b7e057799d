// The service most people come for.
import QtQuick
import Pishkhan.Theme

Touchable {
    id: tile

    required property var face

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
        anchors.leftMargin: 52
        anchors.verticalCenter: parent.verticalCenter
        width: 212
        height: 212
        radius: 52
        color: tile.touchable ? Theme.tealRaised : Theme.card

        Icon {
            anchors.centerIn: parent
            name: tile.face.icon ?? ""
            size: 136
            ink: title.color
        }
    }

    Column {
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
            font.pixelSize: 58
            font.weight: Font.ExtraBold
            lineHeight: Theme.titleLine
            wrapMode: Text.WordWrap
            maximumLineCount: 2
            elide: Text.ElideRight
            color: tile.touchable ? Theme.card : Theme.muted
        }

        KioskText {
            width: parent.width
            text: tile.touchable ? (tile.face.subtitle ?? "") : (tile.face.why ?? "")
            font.pixelSize: 32
            lineHeight: Theme.textLine
            wrapMode: Text.WordWrap
            maximumLineCount: 3
            elide: Text.ElideRight
            color: tile.touchable ? Theme.card : Theme.noticeInk
        }
    }

    Icon {
        id: arrow

        anchors.right: parent.right
        anchors.rightMargin: 36
        anchors.verticalCenter: parent.verticalCenter
        visible: tile.touchable
        name: "caret-left"
        size: 72
        ink: Theme.card
    }
}
