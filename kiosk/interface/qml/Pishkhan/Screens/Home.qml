// The services that work, the most wanted one first, and how to scan a bill.
pragma ComponentBehavior: Bound
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

ScreenPage {
    id: page

    readonly property var others: model.tiles.slice(1)
    // Services stand in pairs; an odd one takes a line of its own.
    readonly property int paired: others.length - others.length % 2

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
        anchors.topMargin: 36
        height: page.others.length === 0 ? 420 : page.paired > 0 ? 280 : 340
        objectName: "tile_" + face.id
        face: page.model.tiles[0]
        onTouched: page.intent("tile", { "id": face.id })
    }

    Grid {
        id: pairs

        anchors.left: hero.left
        anchors.right: hero.right
        anchors.top: hero.bottom
        anchors.topMargin: page.paired > 0 ? Theme.gap : 0
        columns: 2
        spacing: Theme.gap

        Repeater {
            model: page.paired

            Tile {
                required property int index

                width: (pairs.width - Theme.gap) / 2
                objectName: "tile_" + (face.id ?? "")
                face: page.others[index] ?? ({})
                onTouched: page.intent("tile", { "id": face.id })
            }
        }
    }

    WideTile {
        id: single

        anchors.left: hero.left
        anchors.right: hero.right
        anchors.top: pairs.bottom
        anchors.topMargin: visible ? Theme.gap : 0
        height: visible ? implicitHeight : 0
        visible: page.others.length > page.paired
        objectName: "tile_" + (face.id ?? "")
        face: page.others[page.paired] ?? ({})
        onTouched: page.intent("tile", { "id": face.id })
    }

    ScanHint {
        anchors.left: hero.left
        anchors.right: hero.right
        anchors.top: single.bottom
        anchors.bottom: notices.visible ? notices.top : parent.bottom
        anchors.topMargin: Theme.gap
        anchors.bottomMargin: notices.visible ? Theme.gap : 40
        visible: page.model.scan_hint !== "" && height >= 300
        text: page.model.scan_hint
    }

    Notices {
        id: notices

        anchors.left: hero.left
        anchors.right: hero.right
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 40
        notices: page.model.notices
    }
}
