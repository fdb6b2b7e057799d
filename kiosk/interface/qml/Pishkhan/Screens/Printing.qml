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
        anchors.topMargin: Theme.compact ? 0 : 48
        spacing: Theme.compact ? 16 : 36

        Notice {
            width: parent.width
            tone: "notice"
            icon: "credit-card"
            size: Theme.quietLabel
            weight: Font.ExtraBold
            text: page.model.take_card
        }

        Medallion {
            anchors.horizontalCenter: parent.horizontalCenter
            diameter: Math.min(340, page.height * 0.22)
            icon: "printer"
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
