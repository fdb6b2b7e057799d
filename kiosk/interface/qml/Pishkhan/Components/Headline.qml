// A screen's question or outcome.
import QtQuick
import Pishkhan.Theme

KioskText {
    font.pixelSize: Theme.screenTitle
    font.weight: Font.ExtraBold
    lineHeight: Theme.titleLine
    wrapMode: Text.WordWrap
    maximumLineCount: 2
    elide: Text.ElideRight
}
