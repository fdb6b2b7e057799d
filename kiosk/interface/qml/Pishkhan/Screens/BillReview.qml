// Whose bill it is and how much, before anything is paid.
import QtQuick
import Pishkhan.Components

JourneyPage {
    id: page

    ScrollArea {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: actions.top
        anchors.bottomMargin: 28
        spacing: 24

        Headline {
            width: parent.width
            text: page.model.title
        }

        AmountText {
            width: parent.width
            sum: page.model.amount
        }

        FactCard {
            width: parent.width
            rows: page.model.rows
            sums: page.model.sums
        }

        Notices {
            width: parent.width
            notices: page.model.notices
        }

        LinkButton {
            anchors.horizontalCenter: parent.horizontalCenter
            objectName: page.model.not_mine.name
            label: page.model.not_mine.label
            touchable: page.model.not_mine.enabled
            onTouched: page.intent(page.model.not_mine.intent, {})
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
