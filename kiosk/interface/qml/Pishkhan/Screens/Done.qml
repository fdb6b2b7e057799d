// The outcome of a payment, the code to ask with, and what to take along.
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

JourneyPage {
    id: page

    readonly property var signs: ({
        "paid": { "icon": "check-circle", "tone": "good" },
        "not_printed": { "icon": "check-circle", "tone": "good" },
        "declined": { "icon": "x-circle", "tone": "notice" },
        "unknown": { "icon": "clock-countdown", "tone": "danger" }
    })
    readonly property bool hasCode: model.qr ? true : false
    readonly property var sign: signs[model.outcome]

    ScrollArea {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: actions.top
        anchors.bottomMargin: 20
        spacing: 24
        lowered: 0.34

        OutcomeHead {
            width: parent.width
            icon: page.sign.icon
            tone: page.sign.tone
            headline: page.model.headline
            body: page.model.body
        }

        AmountText {
            width: parent.width
            visible: !page.hasCode
            sum: page.model.amount
            ink: page.sign.tone === "good" ? Theme.teal : Theme.ink
            centred: true
            inWords: false
        }

        TrackingCode {
            width: parent.width
            visible: page.model.tracking && !page.hasCode ? true : false
            label: page.model.tracking?.label ?? ""
            code: page.model.tracking?.grouped ?? ""
        }

        PhotoCard {
            objectName: "photo_card"
            width: parent.width
            visible: page.hasCode
            code: page.model.qr ?? ""
            hint: page.model.qr_hint ?? ""
            rows: page.model.rows
            sum: page.model.amount
            tracking: page.model.tracking ?? ({})
        }

        FactCard {
            width: parent.width
            visible: page.model.rows.length > 0 && !page.hasCode
            rows: page.model.rows
        }

        Notices {
            width: parent.width
            notices: page.model.notices
        }
    }

    ActionBar {
        id: actions

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        primary: page.model.primary
        others: page.model.secondary ? [page.model.secondary] : []
        onIntent: (name, payload) => page.intent(name, payload)
    }
}
