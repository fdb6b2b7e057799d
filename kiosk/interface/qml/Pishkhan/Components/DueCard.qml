// A bill's facts, then its lines: each with its sum, its rule and, where it is one, the word for
// discount or penalty.
pragma ComponentBehavior: Bound
import QtQuick

Card {
    id: card

    property var rows: []
    property var dues: []

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
                ruled: index < card.rows.length - 1 || card.dues.length > 0
            }
        }

        Item {
            width: 1
            height: 14
            visible: card.dues.length > 0
        }

        Repeater {
            model: card.dues.length

            DueRow {
                required property int index

                width: content.width
                due: card.dues[index] ?? ({})
            }
        }
    }
}
