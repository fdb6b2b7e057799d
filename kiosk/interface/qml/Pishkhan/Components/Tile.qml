// One of the other services.
import QtQuick
import Pishkhan.Theme

Touchable {
    id: tile

    required property var face

    implicitHeight: 318
    touchable: face.enabled ?? false
    spoken: face.title ?? ""

    Rectangle {
        anchors.fill: parent
        radius: Theme.cardRadius
        color: !tile.touchable ? Theme.unavailable : tile.pressed ? Theme.pressed : Theme.card
        border.width: tile.touchable ? Theme.edgeWidth : Theme.lineWidth
        border.color: tile.touchable ? Theme.edge : Theme.line
    }

    Column {
        anchors.fill: parent
        anchors.margins: 36
        spacing: 10

        Rectangle {
            width: 124
            height: 124
            radius: 30
            color: tile.touchable ? Theme.lapisSoft : Theme.card

            Icon {
                anchors.centerIn: parent
                name: tile.face.icon ?? ""
                size: 84
                ink: tile.touchable ? Theme.lapis : Theme.muted
            }
        }

        KioskText {
            width: parent.width
            text: tile.face.title ?? ""
            font.pixelSize: Theme.tileTitle
            font.weight: Font.ExtraBold
            elide: Text.ElideRight
            color: tile.touchable ? Theme.ink : Theme.muted
        }

        KioskText {
            width: parent.width
            text: tile.touchable ? (tile.face.subtitle ?? "") : (tile.face.why ?? "")
            font.pixelSize: Theme.small
            elide: Text.ElideRight
            color: tile.touchable ? Theme.muted : Theme.noticeInk
        }
    }
}
