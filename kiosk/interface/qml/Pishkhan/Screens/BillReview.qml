// What is to be paid and how much, before anything is paid: one bill whole, or several as cards.
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
        anchors.bottomMargin: 20
        spacing: 20

        Headline {
            width: parent.width
            text: page.model.title
        }

        AmountText {
            width: parent.width
            sum: page.model.amount
        }

        DueCard {
            width: parent.width
            visible: page.model.bills.length === 0
            rows: page.model.rows
            dues: page.model.sums
        }

        Column {
            width: parent.width
            visible: page.model.bills.length > 0
            spacing: 20

            Repeater {
                model: page.model.bills.length

                BillCard {
                    required property int index

                    width: parent.width
                    bill: page.model.bills[index] ?? ({})
                    onRemoved: page.intent("remove", { "id": bill.id })
                }
            }
        }

        Column {
            width: parent.width
            visible: page.model.offers.length > 0
            spacing: Theme.apart

            KioskText {
                width: parent.width
                font.pixelSize: Theme.small
                color: Theme.muted
                wrapMode: Text.WordWrap
                text: page.model.offers_title
            }

            ChoiceList {
                width: parent.width
                choices: page.model.offers
                onIntent: (name, payload) => page.intent(name, payload)
            }
        }

        Flow {
            width: parent.width
            spacing: Theme.apart
            visible: page.model.add || page.model.not_mine ? true : false

            LinkButton {
                visible: page.model.add ? true : false
                objectName: page.model.add?.name ?? ""
                label: page.model.add?.label ?? ""
                touchable: page.model.add?.enabled ?? false
                onTouched: page.intent(page.model.add.intent, {})
            }

            LinkButton {
                visible: page.model.not_mine ? true : false
                objectName: page.model.not_mine?.name ?? ""
                label: page.model.not_mine?.label ?? ""
                touchable: page.model.not_mine?.enabled ?? false
                onTouched: page.intent(page.model.not_mine.intent, {})
            }
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
        others: [page.model.back, page.model.cancel]
        onIntent: (name, payload) => page.intent(name, payload)
    }
}
