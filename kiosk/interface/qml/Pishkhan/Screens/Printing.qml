// Paid; the receipt is on its way.
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

JourneyPage {
    id: page

    Column {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        spacing: 28

        Medallion {
            anchors.horizontalCenter: parent.horizontalCenter
            diameter: 404
            icon: "printer"
        }

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
            maximumLineCount: 4
            elide: Text.ElideRight
        }

        AmountText {
            width: parent.width
            sum: page.model.amount
            ink: Theme.ink
            centred: true
            inWords: false
        }

        WaitingPill {
            anchors.horizontalCenter: parent.horizontalCenter
            text: page.model.progress_text
        }
    }
}
