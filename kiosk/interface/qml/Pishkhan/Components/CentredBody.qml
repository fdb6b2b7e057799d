// What a centred headline means.
import QtQuick
import Pishkhan.Theme

CentredText {
    font.pixelSize: Theme.lead
    lineHeight: Theme.textLine
    color: Theme.muted
    maximumLineCount: 4
}
