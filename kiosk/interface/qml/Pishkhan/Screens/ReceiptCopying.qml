// The copy is coming out: nothing to touch.
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

ScreenPage {
    id: page

    Column {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        y: (page.height - height) * 0.42
        spacing: 56

        OutcomeHead {
            width: parent.width
            diameter: 304
            icon: "printer"
            tone: "teal"
            headline: page.model.headline
            body: page.model.body
        }

        WaitingPill {
            anchors.horizontalCenter: parent.horizontalCenter
            text: page.model.progress_text
        }
    }
}
