// A text of the model. Plain always: a name on a bill can't become markup.
import QtQuick
import Pishkhan.Theme

Text {
    // As numbers, for who measures where the letters stand.
    readonly property int across: effectiveHorizontalAlignment
    readonly property int down: verticalAlignment

    color: Theme.ink
    font.family: Theme.family
    font.pixelSize: Theme.body
    font.weight: Font.Medium
    textFormat: Text.PlainText
    horizontalAlignment: Text.AlignLeft
}
