// A column that scrolls only when it must: a fact one is to pay for is never cut off.
import QtQuick
import Pishkhan.Theme

Item {
    id: area

    default property alias content: column.data
    property alias spacing: column.spacing
    // How far down a short content stands: 0 at the top, 0.5 in the middle.
    property real lowered: 0
    readonly property bool overfull: column.implicitHeight > height + 1

    Flickable {
        id: view

        anchors.fill: parent
        contentHeight: column.implicitHeight
        interactive: area.overfull
        boundsBehavior: Flickable.StopAtBounds
        clip: area.overfull

        Column {
            id: column

            width: area.width - (area.overfull ? 36 : 0)
            x: area.overfull && !Theme.leftToRight ? 36 : 0  // the bar stands where lines end
            y: area.overfull ? 0 : (area.height - implicitHeight) * area.lowered
            spacing: Theme.gap
        }
    }

    Rectangle {
        z: 1
        anchors.right: area.right
        anchors.rightMargin: -18
        anchors.bottom: area.bottom
        visible: area.overfull && !view.atYEnd
        width: 72
        height: 72
        radius: 36
        color: Theme.card
        border.width: Theme.lineWidth
        border.color: Theme.edge

        Icon {
            anchors.centerIn: parent
            name: "caret-double-down"
            size: 40
            ink: Theme.teal
        }
    }

    Rectangle {
        objectName: "scroll_bar"
        anchors.right: area.right
        visible: area.overfull
        y: view.visibleArea.yPosition * area.height
        width: 12
        height: view.visibleArea.heightRatio * area.height
        radius: 6
        color: Theme.edge
    }
}
