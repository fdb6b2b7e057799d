// What a receipt turned out to be: recorded, reached the city, settled; each for itself.
pragma ComponentBehavior: Bound
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

JourneyPage {
    id: page

    ScrollArea {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: actions.top
        anchors.bottomMargin: 28
        spacing: 28
        lowered: page.model.marks.length > 0 ? 0 : 0.4

        OutcomeHead {
            width: parent.width
            icon: page.model.icon
            tone: page.model.tone
            headline: page.model.headline
            body: page.model.body
        }

        Card {
            width: parent.width
            height: marks.height + 40
            visible: page.model.marks.length > 0

            Column {
                id: marks

                x: 40
                y: 20
                width: parent.width - 80

                Repeater {
                    model: page.model.marks.length

                    MarkRow {
                        required property int index

                        width: marks.width
                        mark: page.model.marks[index] ?? ({})
                    }
                }
            }
        }

        Loader {
            width: parent.width
            active: page.model.amount ? true : false
            visible: active
            sourceComponent: AmountText {
                sum: page.model.amount
                ink: Theme.ink
                size: Theme.compact ? 52 : 64
            }
        }

        FactCard {
            width: parent.width
            visible: page.model.rows.length > 0
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
