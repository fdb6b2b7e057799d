// A text whose lines are of about one length: no lonely last word.
import QtQuick

KioskText {
    id: words

    required property real room

    // Narrows while the text keeps its number of lines.
    function balance(): void {
        const step = 16;
        width = room;
        const lines = lineCount;
        while (lines > 1 && width > room / 2) {
            width -= step;
            if (lineCount > lines || truncated) {
                width += step;
                return;
            }
        }
        width = lines > 1 ? width : room;
    }

    wrapMode: Text.WordWrap
    elide: Text.ElideRight
    onTextChanged: balance()
    onRoomChanged: balance()
    Component.onCompleted: balance()
}
