// A screen's outcome, centred under its sign.
import QtQuick
import Pishkhan.Theme

CentredText {
    font.pixelSize: Theme.screenTitle
    font.weight: Font.ExtraBold
    lineHeight: Theme.titleLine
    maximumLineCount: 2
}
