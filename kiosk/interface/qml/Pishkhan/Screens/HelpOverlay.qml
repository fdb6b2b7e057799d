// Help for the screen below, a line for each thing to know.
pragma ComponentBehavior: Bound
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

Sheet {
    id: sheet

    required property var model

    signal intent(string name, var payload)

    Headline {
        width: parent.width
        text: sheet.model.title
        always: true
    }

    Repeater {
        model: sheet.model.lines.length

        KioskText {
            required property int index

            width: parent.width
            text: sheet.model.lines[index] ?? ""
            lineHeight: Theme.textLine
            wrapMode: Text.WordWrap
        }
    }

    PrimaryButton {
        width: parent.width
        objectName: "close_help"
        label: sheet.model.close
        onTouched: sheet.intent("close_help", {})
    }
}
