// The technician's code: dots for what was typed, never its digits.
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

        KioskText {
            width: parent.width
            visible: !Theme.tight
            text: page.model.body
            color: Theme.muted
            lineHeight: Theme.textLine
            wrapMode: Text.WordWrap
        }
    }

    ActionBar {
        id: actions

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        primary: page.model.primary
        others: [page.model.cancel]
        onIntent: (name, payload) => page.intent(name, payload)
    }
}
