// What came of carrying: done, with the file's name; or not, with what to do.
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

JourneyPage {
    id: page

    ScrollArea {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: actions.top
        anchors.bottomMargin: 28
        spacing: Theme.gap
        lowered: page.model.rows.length > 0 ? 0.2 : 0.42

        OutcomeHead {
            width: parent.width
            diameter: 260
            icon: page.model.icon
            tone: page.model.tone
            headline: page.model.headline
            body: page.model.body
        }

        FactCard {
            width: parent.width
            visible: page.model.rows.length > 0
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
        onIntent: (name, payload) => page.intent(name, payload)
    }
}
