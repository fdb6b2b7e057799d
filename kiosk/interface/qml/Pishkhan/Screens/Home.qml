// The services that work, the most wanted one first, and how to scan a bill.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Pishkhan.Theme
import Pishkhan.Components

ScreenPage {
    id: page

    readonly property var others: model.tiles.slice(1)
    // What the scan hint may have: the rest of the page, or nothing.
    readonly property real rest: area.height - greeting.height - services.height - notices.height - 3 * Theme.gap

    ScrollArea {
        id: area

        anchors.fill: parent
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        anchors.topMargin: Theme.compact ? 16 : 40
        anchors.bottomMargin: Theme.compact ? 16 : 36
        spacing: Theme.gap

        Column {
            id: greeting

            width: parent.width
            spacing: 8
            visible: !Theme.low

            Headline {
                width: parent.width
                text: page.model.title
            }

            KioskText {
                width: parent.width
                visible: !Theme.compact || Theme.wide
                text: page.model.subtitle
                font.pixelSize: 32
                color: Theme.muted
                lineHeight: Theme.textLine
                wrapMode: Text.WordWrap
            }
        }

        Column {
            id: services

            width: parent.width
            spacing: Theme.gap

            HeroTile {
                width: parent.width
                height: implicitHeight
                objectName: "tile_" + face.id
                face: page.model.tiles[0]
                onTouched: page.intent("tile", { "id": face.id })
            }

            GridLayout {
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
            width: parent.width
            height: Math.max(0, page.rest)
            visible: page.model.scan_hint !== "" && page.rest >= 200
            text: page.model.scan_hint
        }

        Notices {
            id: notices

            width: parent.width
            notices: page.model.notices
        }
    }
}
