// The services that work, the most wanted one first, and how to scan a bill.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Pishkhan.Theme
import Pishkhan.Components

ScreenPage {
    id: page

    readonly property var others: model.tiles.slice(1)

    Column {
        id: greeting

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        anchors.topMargin: Theme.compact ? 20 : 48
        spacing: 8

        Headline {
            width: parent.width
            text: page.model.title
        }

        KioskText {
            width: parent.width
            visible: !Theme.compact
            text: page.model.subtitle
            font.pixelSize: 32
            color: Theme.muted
            lineHeight: Theme.textLine
            wrapMode: Text.WordWrap
        }
    }

    Item {
        id: services

        anchors.left: parent.left
        anchors.right: Theme.wide ? undefined : parent.right
        anchors.top: greeting.bottom
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        anchors.topMargin: Theme.compact ? 16 : 36
        width: Theme.wide ? (page.width - 2 * Theme.margin - Theme.gap) * 0.6 : page.width - 2 * Theme.margin
        height: hero.height + Theme.gap + pairs.height

        HeroTile {
            id: hero

            width: parent.width
            height: implicitHeight
            objectName: "tile_" + face.id
            face: page.model.tiles[0]
            onTouched: page.intent("tile", { "id": face.id })
        }

        GridLayout {
            id: pairs

            anchors.left: parent.left
            anchors.top: hero.bottom
            anchors.topMargin: Theme.gap
            width: parent.width
            columns: 2
            columnSpacing: Theme.gap
            rowSpacing: Theme.gap

            Repeater {
                model: page.others.length

                Tile {
                    required property int index
                    readonly property bool alone: index === page.others.length - 1 && index % 2 === 0

                    Layout.columnSpan: alone ? 2 : 1
                    Layout.fillHeight: true
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    objectName: "tile_" + (face.id ?? "")
                    face: page.others[index] ?? ({})
                    onTouched: page.intent("tile", { "id": face.id })
                }
            }
        }
    }

    ScanHint {
        anchors.left: Theme.wide ? services.right : parent.left
        anchors.right: parent.right
        anchors.top: Theme.wide ? greeting.bottom : services.bottom
        anchors.bottom: notices.top
        anchors.leftMargin: Theme.wide ? Theme.gap : Theme.margin
        anchors.rightMargin: Theme.margin
        anchors.topMargin: Theme.compact ? 16 : Theme.gap
        anchors.bottomMargin: Theme.gap
        visible: page.model.scan_hint !== "" && height >= 220
        text: page.model.scan_hint
    }

    Notices {
        id: notices

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        anchors.bottomMargin: Theme.compact ? 16 : 40
        notices: page.model.notices
    }
}
