// A column that may hold more than fits.
import QtQuick
import Pishkhan.Components

ScrollArea {
    id: area

    required property var lines

    spacing: 20

    Repeater {
        model: area.lines

        KioskText {
            required property string modelData

            width: parent?.width ?? 0
            text: modelData
            wrapMode: Text.WordWrap
        }
    }
}
