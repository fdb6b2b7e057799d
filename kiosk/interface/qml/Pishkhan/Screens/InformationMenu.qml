// What can be looked up here.
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

        KioskText {
            width: parent.width
            text: page.model.body
            font.pixelSize: Theme.lead
            color: Theme.muted
            wrapMode: Text.WordWrap
        }

        ChoiceList {
            width: parent.width
            choices: page.model.choices
            onIntent: (name, payload) => page.intent(name, payload)
        }

        Notices {
            width: parent.width
            notices: page.model.notices
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
