// A text of the model. Plain always: a name on a bill can't become markup.
import QtQuick
import Pishkhan.Theme

Text {
    color: Theme.ink
    font.family: Theme.family
    font.pixelSize: Theme.body
    font.weight: Font.Medium
    textFormat: Text.PlainText
    horizontalAlignment: Text.AlignLeft
}
