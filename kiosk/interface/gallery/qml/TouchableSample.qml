// A thing to touch with nothing on it but its own answers.
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

Touchable {
    id: surface

    implicitHeight: Theme.buttonHeight

    Rectangle {
        anchors.fill: parent
        radius: Theme.buttonRadius
        color: !surface.touchable ? Theme.unavailable : surface.pressed ? Theme.pressed : Theme.card
        border.width: surface.touchable ? Theme.edgeWidth : Theme.lineWidth
        border.color: surface.touchable ? Theme.edge : Theme.line
    }
}
