// One large icon on a soft round ground: what this screen is about, before reading it.
import QtQuick
import Pishkhan.Theme

Rectangle {
    id: medallion

    property string icon
    property color ink: Theme.teal
    property int diameter: 248

    implicitWidth: diameter
    implicitHeight: diameter
    radius: diameter / 2
    color: Theme.tealSoft
    border.width: Theme.groundEdge
    border.color: medallion.ink

    Icon {
        anchors.centerIn: parent
        name: medallion.icon
        size: Math.round(medallion.diameter * 0.56)
        ink: medallion.ink
    }
}
