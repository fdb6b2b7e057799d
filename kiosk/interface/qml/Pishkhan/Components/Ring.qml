// The time that is left, as an arc that steps once a second; an icon at its heart.
import QtQuick
import Pishkhan.Theme

Item {
    id: ring

    property int remaining: 0
    property int total: 1
    property string icon
    property int iconSize: Math.round(width * 0.47)

    implicitWidth: Theme.low ? 150 : Theme.compact ? 260 : 404
    implicitHeight: implicitWidth

    Drawing {
        anchors.fill: parent
        what: "ring"
        details: ring.remaining + "/" + ring.total + (Theme.strong ? "/strong" : "")
        cache: false
    }

    Icon {
        anchors.centerIn: parent
        name: ring.icon
        size: ring.iconSize
        ink: Theme.teal
    }
}
