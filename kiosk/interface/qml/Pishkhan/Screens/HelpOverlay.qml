// Help for the screen below: what to know, a call to the clerk, what became of it.
pragma ComponentBehavior: Bound
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

Sheet {
    id: sheet

    required property var model

    readonly property string phase: model.phase

    signal intent(string name, var payload)

    Ring {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: sheet.phase === "calling"
        width: Theme.compact ? 176 : 272
        height: width
        remaining: sheet.model.ring?.remaining_s ?? 0
        total: sheet.model.ring?.total_s ?? 60
        icon: "hand-waving"
        iconSize: Math.round(width * 0.48)
    }

    Medallion {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: sheet.phase === "answered" || sheet.phase === "unanswered"
        diameter: Theme.compact ? 136 : 208
        icon: sheet.phase === "answered" ? "person-simple-walk" : "phone"
        ink: Theme.toneInk(sheet.phase === "answered" ? "good" : "notice")
        color: Theme.toneGround(sheet.phase === "answered" ? "good" : "notice")
    }

    Headline {
        width: parent.width
        visible: sheet.phase === "open"
        text: visible ? sheet.model.title : ""
    }

    CentredHeadline {
        room: parent.width
        visible: sheet.phase !== "open"
        text: visible ? sheet.model.title : ""
    }

    Repeater {
        model: sheet.model.lines.length

        Column {
            id: line

            required property int index

            width: parent.width
            spacing: 16

            BalancedText {
                anchors.left: sheet.phase === "open" ? parent.left : undefined
                anchors.horizontalCenter: sheet.phase === "open" ? undefined : parent.horizontalCenter
                room: line.width
                text: sheet.model.lines[line.index] ?? ""
                lineHeight: Theme.textLine
                horizontalAlignment: sheet.phase === "open" ? Text.AlignLeft : Text.AlignHCenter
            }

            // The first line says what this number is for.
            KioskText {
                width: parent.width
                visible: line.index === 0 && sheet.model.phone ? true : false
                text: sheet.model.phone ?? ""
                font.pixelSize: Theme.compact ? 88 : 120
                font.weight: Font.Black
                lineHeight: Theme.titleLine
                color: Theme.teal
                horizontalAlignment: Text.AlignHCenter
            }
        }
    }

    PrimaryButton {
        width: parent.width
        objectName: "call_clerk"
        visible: sheet.model.call ? true : false
        label: sheet.model.call ?? ""
        icon: "hand-waving"
        onTouched: sheet.intent("call_clerk", {})
    }

    PrimaryButton {
        width: parent.width
        visible: !sheet.model.call
        objectName: visible ? "close_help" : ""
        label: sheet.model.close
        onTouched: sheet.intent("close_help", {})
    }

    QuietButton {
        width: parent.width
        visible: sheet.model.call ? true : false
        objectName: visible ? "close_help" : ""
        label: sheet.model.close
        onTouched: sheet.intent("close_help", {})
    }

    QuietButton {
        width: parent.width
        objectName: "withdraw_call"
        visible: sheet.model.withdraw ? true : false
        label: sheet.model.withdraw ?? ""
        onTouched: sheet.intent("withdraw_call", {})
    }
}
