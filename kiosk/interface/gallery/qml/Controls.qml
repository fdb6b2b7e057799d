// Turns the pages; changes language and mode.
pragma ComponentBehavior: Bound
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

Rectangle {
    id: controls

    property var page: null
    readonly property var modes: [
        { "id": "normal", "label": "Normal", "icon": "circle" },
        { "id": "contrast", "label": "Contrast", "icon": "circle-half" },
        { "id": "large", "label": "Large", "icon": "text-aa" },
        { "id": "low", "label": "Low", "icon": "wheelchair" }
    ]
    readonly property real fifth: (width - 2 * Theme.margin - 4 * Theme.apart) / 5

    signal intent(string name, var payload)

    height: 2 * Theme.pillHeight + 3 * Theme.apart + 8
    color: Theme.card

    Rectangle {
        width: parent.width
        height: Theme.lineWidth
        color: Theme.line
    }

    Row {
        id: turning

        readonly property real cell: (controls.width - 2 * Theme.margin - 2 * spacing) / 3

        x: Theme.margin
        y: Theme.apart + 4
        spacing: Theme.apart

        FootPill {
            objectName: "previous"
            width: turning.cell
            label: "Previous"
            icon: Theme.leftToRight ? "caret-left" : "caret-right"
            onTouched: controls.intent("previous", {})
        }

        FootPill {
            objectName: "back"
            width: turning.cell
            label: controls.page?.number ? "Contents (" + controls.page.number + " of " + controls.page.count + ")" : "Contents"
            icon: "list-bullets"
            onTouched: controls.intent("contents", {})
        }

        FootPill {
            objectName: "next"
            width: turning.cell
            label: "Next"
            icon: Theme.onward
            onTouched: controls.intent("next", {})
        }
    }

    Row {
        x: Theme.margin
        anchors.top: turning.bottom
        anchors.topMargin: Theme.apart
        spacing: Theme.apart

        FootPill {
            objectName: "language"
            width: controls.fifth
            label: "Language"
            icon: "translate"
            onTouched: controls.intent("language", {})
        }

        Repeater {
            model: controls.modes.length

            FootPill {
                required property int index
                readonly property var face: controls.modes[index]

                objectName: "mode_" + face.id
                width: controls.fifth
                label: face.label
                icon: face.icon
                on: controls.page?.mode === face.id
                onTouched: controls.intent("mode", { "id": face.id })
            }
        }
    }
}
