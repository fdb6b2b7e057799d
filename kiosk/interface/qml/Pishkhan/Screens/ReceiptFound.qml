// The payment somebody named, and its copy on paper.
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
        spacing: 28

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
