// A line height, in a text of some lines.
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

Column {
    id: sample

    required property string token
    required property string use
    required property string text

    KioskText {
        text: sample.token + " " + Theme[sample.token]
        font.pixelSize: 26
        font.weight: Font.Bold
    }

    KioskText {
        text: sample.use
        font.pixelSize: 24
        color: Theme.muted
    }

    KioskText {
        width: parent.width
        topPadding: 12
        text: sample.text
        lineHeight: Theme[sample.token]
        wrapMode: Text.WordWrap
    }
}
