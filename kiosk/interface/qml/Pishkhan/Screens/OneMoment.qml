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

            Headline {
                width: parent.width
                text: page.model.headline
                horizontalAlignment: Text.AlignHCenter
            }

            KioskText {
                width: parent.width
                text: page.model.body
                horizontalAlignment: Text.AlignHCenter
                font.pixelSize: Theme.lead
                lineHeight: Theme.textLine
                color: Theme.muted
                wrapMode: Text.WordWrap
            }
        }
    }
}
