// The stick is being written or read: how far it is, and to leave it alone.
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

ScreenPage {
    id: page

    ScrollArea {
        anchors.fill: parent
        anchors.margins: Theme.margin
        lowered: 0.42
        spacing: Theme.compact ? 24 : 56

        OutcomeHead {
            width: parent.width
            diameter: 304
            icon: "usb"
            tone: "teal"
            headline: page.model.headline
            body: page.model.body
        }

        Column {
            width: parent.width
            spacing: 20

            Rectangle {
                width: parent.width
                height: 28
                radius: height / 2
                visible: typeof page.model.percent === "number"
                color: Theme.ahead
                border.width: Theme.groundEdge
                border.color: Theme.edge

                Rectangle {
                    anchors.left: parent.left
                    width: Math.max(parent.height, parent.width * (page.model.percent ?? 0) / 100)
                    height: parent.height
                    radius: parent.radius
                    color: Theme.teal
                }
            }

            CentredBody {
                room: parent.width
                text: page.model.progress_text
            }
        }
    }
}
