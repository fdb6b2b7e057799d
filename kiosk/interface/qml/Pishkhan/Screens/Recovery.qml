// After a power cut in the middle of a payment: what happened to it, without whose it was.
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

ScreenPage {
    id: page

    ScrollArea {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: actions.top
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        anchors.topMargin: 88
        anchors.bottomMargin: 28
        spacing: 48

        OutcomeHead {
            width: parent.width
            diameter: 272
            icon: "clock-counter-clockwise"
            tone: page.model.tone
            headline: page.model.headline
            body: page.model.body
        }

        Card {
            width: parent.width
            height: lines.height + 56
            visible: page.model.lines.length > 0

            Column {
                id: lines

                x: 44
                y: 28
                width: parent.width - 88

                Repeater {
                    model: page.model.lines.length

                    Row {
                        id: line

                        required property int index

                        width: lines.width
                        spacing: 24
                        topPadding: 14
                        bottomPadding: 14

                        Rectangle {
                            y: 26 + line.topPadding - height / 2
                            width: 14
                            height: 14
                            radius: 7
                            color: Theme.toneInk(page.model.tone)
                        }

                        KioskText {
                            width: line.width - 38
                            text: page.model.lines[line.index] ?? ""
                            lineHeight: Theme.textLine
                            wrapMode: Text.WordWrap
                        }
                    }
                }
            }
        }
    }

    ActionBar {
        id: actions

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        anchors.bottomMargin: 44
        primary: page.model.primary
        onIntent: (name, payload) => page.intent(name, payload)
    }
}
