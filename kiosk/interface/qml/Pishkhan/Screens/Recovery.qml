// After a power cut in the middle of a payment: what happened to it, without whose it was.
pragma ComponentBehavior: Bound
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
        anchors.topMargin: 56
        anchors.bottomMargin: 28
        spacing: 48
        lowered: page.model.lines.length > 0 ? 0.2 : 0.4

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

                    Item {
                        id: line

                        required property int index

                        width: lines.width
                        height: words.height + 24

                        Rectangle {
                            anchors.left: parent.left
                            y: words.y + 17
                            width: 14
                            height: 14
                            radius: 7
                            color: Theme.toneInk(page.model.tone)
                        }

                        KioskText {
                            id: words

                            anchors.left: parent.left
                            anchors.leftMargin: 40
                            anchors.right: parent.right
                            y: 12
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
        visible: page.model.primary.enabled
        primary: page.model.primary
        onIntent: (name, payload) => page.intent(name, payload)
    }
}
