// Scan the bill, or type its two identifiers.
pragma ComponentBehavior: Bound
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

JourneyPage {
    id: page

    Column {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        spacing: 24

        Headline {
            width: parent.width
            text: page.model.title
        }

        Notice {
            width: parent.width
            size: 34
            weight: Font.Bold
            tone: "teal"
            icon: "barcode"
            text: page.model.scan_hint
        }

        KioskText {
            width: parent.width
            visible: page.model.notices.length === 0
            text: page.model.help_text
            color: Theme.muted
            lineHeight: Theme.textLine
            wrapMode: Text.WordWrap
            maximumLineCount: 2
            elide: Text.ElideRight
        }

        Repeater {
            model: page.model.fields.length

            IdField {
                required property int index
                readonly property var face: page.model.fields[index] ?? ({})

                width: parent.width
                fieldName: "field_" + (face.id ?? "")
                label: face.label ?? ""
                value: face.value ?? ""
                active: face.active ?? false
                error: face.error ?? ""
                onTouched: page.intent("field", { "id": face.id })
            }
        }

        Notices {
            width: parent.width
            notices: page.model.notices
        }
    }

    Keypad {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: actions.top
        anchors.bottomMargin: 36
        visible: page.model.keypad
        digits: page.model.digits
        eraseLabel: page.model.erase_label
        clearLabel: page.model.clear_label
        onIntent: (name, payload) => page.intent(name, payload)
    }

    ActionBar {
        id: actions

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        primary: page.model.primary
        others: [page.model.back, page.model.cancel]
        onIntent: (name, payload) => page.intent(name, payload)
    }
}
