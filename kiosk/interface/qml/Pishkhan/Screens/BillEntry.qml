// Scan the bill, or type its two identifiers.
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

JourneyPage {
    id: page

    EntryColumns {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: actions.top
        anchors.bottomMargin: Theme.gap
        model: page.model
        onIntent: (name, payload) => page.intent(name, payload)

        Headline {
            width: parent.width
            text: page.model.title
        }

        Notice {
            width: parent.width
            visible: !Theme.tight || Theme.wide
            size: Theme.compact ? 28 : 34
            weight: Font.Bold
            tone: "teal"
            icon: "barcode"
            text: page.model.scan_hint
        }

        KioskText {
            width: parent.width
            visible: page.model.notices.length === 0 && (!Theme.compact || Theme.wide)
            text: page.model.help_text
            color: Theme.muted
            lineHeight: Theme.textLine
            wrapMode: Text.WordWrap
        }

        Notices {
            width: parent.width
            notices: page.model.notices
        }
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
