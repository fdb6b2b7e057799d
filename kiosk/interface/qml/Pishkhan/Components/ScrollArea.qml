// A column that scrolls only when it must: a fact one is to pay for is never cut off.
import QtQuick
import Pishkhan.Theme

Flickable {
    id: area

    default property alias content: column.data
    property alias spacing: column.spacing
    readonly property bool overfull: contentHeight > height + 1

    contentHeight: column.implicitHeight
    interactive: overfull
    boundsBehavior: Flickable.StopAtBounds
    clip: overfull

    Column {
        id: column

        width: area.width - (area.overfull ? 36 : 0)
        x: area.overfull && area.LayoutMirroring.enabled ? 36 : 0
        spacing: Theme.gap
    }

    Rectangle {
        parent: area
        visible: area.overfull
        width: 12
        radius: 6
        color: Theme.edge
        height: Math.max(80, area.height * area.visibleArea.heightRatio)
        y: area.visibleArea.yPosition * area.height
        anchors.right: area.right
    }
}
