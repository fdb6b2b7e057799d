// One thing to know before going on, and the way on.
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

ScreenPage {
    id: page

    ScrollArea {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: actions.top
        anchors.margins: Theme.margin
        anchors.bottomMargin: 28
        lowered: 0.42

        OutcomeHead {
            width: parent.width
            diameter: 304
            icon: page.model.icon
            tone: page.model.tone
            headline: page.model.headline
            body: page.model.body
        }
    }

    ActionBar {
        id: actions

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        anchors.bottomMargin: 44
        primary: page.model.primary
        others: page.model.secondary ? [page.model.secondary] : []
        onIntent: (name, payload) => page.intent(name, payload)
    }
}
