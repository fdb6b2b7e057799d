// A screen's question or outcome.
import QtQuick
import Pishkhan.Theme

KioskText {
    // In low reach the screen's title stands above, where nothing can be touched.
    property bool always: false

    visible: always || !Theme.low
    font.pixelSize: Theme.screenTitle
    font.weight: Font.ExtraBold
    lineHeight: Theme.titleLine
    wrapMode: Text.WordWrap
    maximumLineCount: 2
    elide: Text.ElideRight
}
