// A switch of the foot. That it is on is told by its fill and a tick.
import QtQuick
import Pishkhan.Theme

Touchable {
    id: pill

    property string label
    property string icon
    property bool on: false

    // As wide as sign and word beside each other, however they stand now.
    implicitWidth: Math.max(150, Math.ceil(beside.advanceWidth) + 34 + 8 + 44)
    implicitHeight: Theme.pillHeight
    height: Theme.pillHeight
    focusRadius: height / 2
    spoken: label

    TextMetrics {
        id: beside

        text: pill.label
        font.family: Theme.family
        font.pixelSize: 24
        font.weight: Font.Bold
    }

    Rectangle {
        anchors.fill: parent
        radius: height / 2
        color: !pill.touchable ? Theme.unavailable : pill.on ? Theme.teal : pill.pressed ? Theme.pressed : Theme.card
        border.width: pill.touchable ? Theme.edgeWidth : Theme.lineWidth
        border.color: !pill.touchable ? Theme.line : pill.on ? Theme.teal : Theme.edge
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
            ink: !pill.touchable ? Theme.muted : pill.on ? Theme.overTeal : Theme.teal
        }

        KioskText {
            text: pill.label
            font.pixelSize: inside.stacked ? 20 : 24
            font.weight: Font.Bold
            color: !pill.touchable ? Theme.muted : pill.on ? Theme.overTeal : Theme.ink
        }
    }
}
