// The card first, then the paper.
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

JourneyPage {
    id: page

    Column {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.topMargin: 88
        spacing: 36

        Medallion {
            anchors.horizontalCenter: parent.horizontalCenter
            diameter: 404
            icon: "printer"
        }

        Notice {
            width: parent.width
            tone: "notice"
            icon: "credit-card"
            text: page.model.take_card
        }

        CentredHeadline {
            room: parent.width
            text: page.model.headline
        }

        CentredBody {
            room: parent.width
            text: page.model.body
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
