// A switch of the foot. That it is on is told by its fill and a tick.
import QtQuick
import Pishkhan.Theme

Touchable {
    id: pill

    property string label
    property string icon
    property bool on: false

    implicitWidth: Math.max(150, inside.implicitWidth + 44)
    implicitHeight: Theme.pillHeight
    height: Theme.pillHeight
    focusRadius: height / 2
    spoken: label

    Rectangle {
        anchors.fill: parent
        radius: height / 2
        color: pill.on ? Theme.teal : pill.pressed ? Theme.pressed : Theme.card
        border.width: Theme.edgeWidth
        border.color: pill.on ? Theme.teal : Theme.edge
    }

    Grid {
        id: inside

        // A narrow pill has its sign over its word.
        readonly property bool stacked: pill.width < 150

        anchors.centerIn: parent
        columns: stacked ? 1 : 2
        columnSpacing: 8
        rowSpacing: 0
        horizontalItemAlignment: Grid.AlignHCenter
        verticalItemAlignment: Grid.AlignVCenter

        Icon {
            name: pill.on ? "check-circle" : pill.icon
            size: inside.stacked ? 32 : 34
            ink: pill.on ? Theme.overTeal : Theme.teal
        }

        KioskText {
            text: pill.label
            font.pixelSize: inside.stacked ? 20 : 24
            font.weight: Font.Bold
            color: pill.on ? Theme.overTeal : Theme.ink
        }
    }
}
