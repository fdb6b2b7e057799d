// Something drawn by code at the size it is shown.
import QtQuick
import Pishkhan.Theme

Image {
    id: drawing

    property string what
    property string details

    mirror: false
    sourceSize: Qt.size(Math.round(width * Theme.pixelScale), Math.round(height * Theme.pixelScale))
    source: width < 1 || height < 1 ? "" : "image://drawing/" + what + "/" + Math.round(width) + "x" + Math.round(height)
        + (details === "" ? "" : "/" + details)
}
