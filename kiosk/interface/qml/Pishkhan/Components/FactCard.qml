// Facts, then sums, on one card.
pragma ComponentBehavior: Bound
import QtQuick

Card {
    id: card

    property var rows: []
    property var sums: []

    implicitHeight: content.height + 2 * content.y

    Column {
        id: content

        x: 40
        y: 14
        width: parent.width - 80

        Repeater {
            model: card.rows.length

            FactRow {
                required property int index
                readonly property var fact: card.rows[index] ?? ({})

                width: content.width
                label: fact.label ?? ""
                value: fact.value ?? ""
                ruled: index < card.rows.length - 1 || card.sums.length > 0
            }
        }

        Item {
            width: 1
            height: 14
            visible: card.sums.length > 0
        }

        Repeater {
            model: card.sums.length

            SumRow {
                required property int index
                readonly property var sum: card.sums[index] ?? ({})

                width: content.width
                label: sum.label ?? ""
                value: sum.value ?? ""
                tone: sum.tone ?? "plain"
            }
        }
    }
}
