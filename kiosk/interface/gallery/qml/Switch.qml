// A token that is on or off: told by a sign and a word.
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

Row {
    id: shown

    required property string token
    required property string use
    readonly property bool on: Theme[token]

    spacing: 16

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        name: shown.on ? "check-circle" : "circle"
        size: 44
        ink: shown.on ? Theme.teal : Theme.muted
    }

    Column {
        KioskText {
            text: shown.token + (shown.on ? ": on" : ": off")
            font.pixelSize: 26
            font.weight: Font.Bold
        }

        KioskText {
            text: shown.use
            font.pixelSize: 24
            color: Theme.muted
        }
    }
}
