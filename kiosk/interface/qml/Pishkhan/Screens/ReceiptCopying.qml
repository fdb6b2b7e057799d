// The copy is coming out: nothing to touch.
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

ScreenPage {
    id: page

    ScrollArea {
        anchors.fill: parent
        anchors.margins: Theme.margin
        lowered: 0.42
        spacing: Theme.compact ? 28 : 56

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
