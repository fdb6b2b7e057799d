// What is asked, the fields and the keypad: under each other, or side by side on a wide screen.
pragma ComponentBehavior: Bound
import QtQuick
import Pishkhan.Theme

Item {
    id: entry

    required property var model
    default property alias above: asked.data

    signal intent(string name, var payload)

    Column {
        id: asked

        anchors.left: parent.left
        anchors.top: parent.top
        width: Theme.wide ? (entry.width - Theme.gap) * 0.56 : entry.width
        spacing: Theme.compact ? Theme.apart : 24
    }

    // Where every line counts the fields stand beside each other.
    Grid {
        id: fields

        readonly property real below: asked.height > 0 ? asked.height + asked.spacing : 0

        anchors.left: parent.left
        // A small panel's lowered page may be too low for keys that a finger hits: then the fields
        // stand in the empty space above it.
        y: Theme.wide ? below : Math.min(below, entry.height - pad.height - Theme.apart - height)
        width: asked.width
        columns: Theme.tight && !Theme.wide ? Math.min(2, entry.model.fields.length) : 1
        spacing: Theme.compact ? Theme.apart : 24

        Repeater {
            model: entry.model.fields.length

            IdField {
                required property int index
                readonly property var face: entry.model.fields[index] ?? ({})

                width: (fields.width - (fields.columns - 1) * fields.spacing) / fields.columns
                fieldName: "field_" + (face.id ?? "")
                label: face.label ?? ""
                value: face.value ?? ""
                active: face.active ?? false
                error: face.error ?? ""
                onTouched: entry.intent("field", { "id": face.id })
            }
        }
    }

    // The pad itself is never mirrored, its place is.
    Item {
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        width: Theme.wide ? (entry.width - Theme.gap) * 0.42 : entry.width
        height: pad.height

        Keypad {
            id: pad

            readonly property real room: Theme.wide ? entry.height : entry.height - fields.below - fields.height - Theme.apart

            width: parent.width
            keyHeight: Math.max(Theme.least, Math.min(Theme.keyHeight, (room - 3 * spacing) / 4))
            digits: entry.model.digits
            eraseLabel: entry.model.erase_label
            clearLabel: entry.model.clear_label
            onIntent: (name, payload) => entry.intent(name, payload)
        }
    }
}
