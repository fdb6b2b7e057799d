// A card laid over a screen; the screen under it is dimmed and can't be touched.
import QtQuick
import Pishkhan.Theme

Item {
    id: sheet

    default property alias content: inside.data

    readonly property int padding: Theme.compact ? 44 : 64

    Rectangle {
        anchors.fill: parent
        color: Theme.scrim
    }

    Rectangle {
        objectName: "sheet"
        anchors.centerIn: parent
        width: Math.min(912, parent.width - 2 * Theme.margin)
        border.width: Theme.groundEdge
        border.color: Theme.edge
        height: inside.implicitHeight + 2 * sheet.padding
        radius: 48
        color: Theme.paper

        Column {
            id: inside

            x: 64
            y: sheet.padding
            width: parent.width - 128
            spacing: Theme.compact ? 24 : 32
        }
    }
}
