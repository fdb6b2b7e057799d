// The services that work, the most wanted one first, and how to scan a bill.
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

ScreenPage {
    id: page

    Column {
        id: greeting

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        anchors.topMargin: 48
        spacing: 8

        Headline {
            width: parent.width
            text: page.model.title
        }

        KioskText {
            width: parent.width
            text: page.model.subtitle
            font.pixelSize: 32
            color: Theme.muted
            lineHeight: Theme.textLine
            wrapMode: Text.WordWrap
            maximumLineCount: 2
            elide: Text.ElideRight
        }
    }

    HeroTile {
        id: hero

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: greeting.bottom
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        anchors.topMargin: 40
        height: others.visible ? 280 : 420
        objectName: "tile_" + face.id
        face: page.model.tiles[0]
        onTouched: page.intent("tile", { "id": face.id })
    }

    Grid {
        id: others

        anchors.left: hero.left
        anchors.right: hero.right
        anchors.top: hero.bottom
        anchors.topMargin: Theme.gap
        visible: page.model.tiles.length > 1
        columns: 2
        spacing: Theme.gap

        Repeater {
            model: page.model.tiles.length - 1

            Tile {
                required property int index

                width: (others.width - Theme.gap) / 2
                objectName: "tile_" + (face.id ?? "")
                face: page.model.tiles[index + 1] ?? ({})
                onTouched: page.intent("tile", { "id": face.id })
            }
        }
    }

    ScanHint {
        anchors.left: hero.left
        anchors.right: hero.right
        anchors.top: hero.bottom
        anchors.bottom: notices.visible ? notices.top : parent.bottom
        anchors.topMargin: Theme.gap
        anchors.bottomMargin: notices.visible ? Theme.gap : 48
        visible: page.model.tiles.length === 1
        text: page.model.scan_hint ?? ""
    }

    Notices {
        id: notices

        anchors.left: hero.left
        anchors.right: hero.right
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 48
        notices: page.model.notices
    }
}
