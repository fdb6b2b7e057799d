// A Phosphor duotone icon in one colour.
import QtQuick
import Pishkhan.Theme

Image {
    id: icon

    property string name
    property color ink: Theme.ink
    property int size: 48

    width: size
    height: size
    sourceSize: Qt.size(Math.round(size * Theme.pixelScale), Math.round(size * Theme.pixelScale))
    source: name === "" ? "" : "image://icon/" + name + "/" + ink.toString().slice(-6)
    mirror: false
}
