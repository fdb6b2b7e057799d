// The card terminal has the word: what to do there, how much, how long it may last.
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

JourneyPage {
    id: page

    ScrollArea {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: more.visible ? more.top : cancelHint.top
        anchors.bottomMargin: Theme.compact ? 16 : 28
        spacing: Theme.compact ? 16 : 32

        Ring {
            anchors.horizontalCenter: parent.horizontalCenter
            remaining: page.model.ring.remaining_s
            total: page.model.ring.total_s
            icon: "credit-card"
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
            text: page.model.waiting_text
        }
    }

    Notice {
        id: more

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: cancelHint.top
        anchors.bottomMargin: Theme.compact ? 16 : 28
        visible: text !== ""
        icon: "info"
        text: page.model.waiting_more ?? ""
    }

    Drawing {
        id: cancelHint

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: Theme.buttonHeight
        visible: page.model.cancel_hint !== ""
        what: "dashes"

        KioskText {
            anchors.fill: parent
            anchors.margins: Theme.compact ? 12 : 32
            text: page.model.cancel_hint
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
            font.pixelSize: Theme.compact ? 28 : 33
            font.weight: Font.Bold
            wrapMode: Text.WordWrap
            elide: Text.ElideRight
        }
    }

    QuietButton {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        visible: !!page.model.cancel
        objectName: page.model.cancel?.name ?? ""
        label: page.model.cancel?.label ?? ""
        touchable: page.model.cancel?.enabled ?? false
        onTouched: page.intent(page.model.cancel.intent, {})
    }
}
