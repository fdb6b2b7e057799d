// The city's mark on the ground it is made for.
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

Rectangle {
    id: sample

    required property string ground

    radius: Theme.buttonRadius
    color: ground === "light" ? Theme.header : ground === "dark" ? Theme.paper : Theme.focus
    border.width: Theme.lineWidth
    border.color: Theme.line

    Drawing {
        anchors.centerIn: parent
        width: 112
        height: 112
        what: "mark"
        details: sample.ground
    }
}
