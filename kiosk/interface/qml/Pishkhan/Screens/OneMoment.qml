// The counter is away for a moment. Nothing can be touched, nothing of a visit is shown.
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
        y: (page.height - height) * 0.4
        spacing: 48

        Drawing {
            anchors.horizontalCenter: parent.horizontalCenter
            width: 320
            height: 320
            what: "mark"
            details: "dark"
        }

        Column {
            width: parent.width
            spacing: 16

            CentredHeadline {
                room: parent.width
                text: page.model.headline
            }

            CentredBody {
                room: parent.width
                text: page.model.body
            }
        }
    }
}
