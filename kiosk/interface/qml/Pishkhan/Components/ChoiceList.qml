// Lines to choose from, one under the other; side by side where the screen is wide.
pragma ComponentBehavior: Bound
import QtQuick
import Pishkhan.Theme

Grid {
    id: list

    property var choices: []
    readonly property real cell: (width - (columns - 1) * columnSpacing) / columns

    signal intent(string name, var payload)

    columns: Theme.wide && choices.length > 3 ? 2 : 1
    rowSpacing: Math.max(Theme.compact ? 18 : 24, Theme.apart)
    columnSpacing: 24

    Repeater {
        model: list.choices.length

        ChoiceRow {
            required property int index

            face: list.choices[index] ?? ({})
            width: list.cell
            onIntent: (name, payload) => list.intent(name, payload)
        }
    }
}
