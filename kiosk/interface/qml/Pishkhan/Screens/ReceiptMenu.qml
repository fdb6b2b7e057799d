// Hold a receipt to the reader, or ask for one again.
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

JourneyPage {
    id: page

    ScrollArea {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: back.top
        anchors.bottomMargin: Theme.gap
        spacing: Theme.gap

        Headline {
            width: parent.width
            text: page.model.title
        }

        ScanHint {
            width: parent.width
            height: Theme.compact ? 300 : 520
            text: page.model.scan_hint
        }

        KioskText {
            width: parent.width
            text: page.model.body
            color: Theme.muted
            lineHeight: Theme.textLine
            wrapMode: Text.WordWrap
        }

        ChoiceList {
            width: parent.width
            choices: page.model.choices
            onIntent: (name, payload) => page.intent(name, payload)
        }
    }

    QuietButton {
        id: back

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        objectName: page.model.back.name
        label: page.model.back.label
        onTouched: page.intent(page.model.back.intent, {})
    }
}
