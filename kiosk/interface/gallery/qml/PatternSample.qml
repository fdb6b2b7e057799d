// The khatam pattern on the city's tiles.
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

Rectangle {
    color: Theme.teal

    Drawing {
        anchors.fill: parent
        visible: !Theme.strong
        what: "pattern"
    }
}
