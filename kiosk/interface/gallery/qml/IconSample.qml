// Icons beside each other, each over its name.
pragma ComponentBehavior: Bound
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

Grid {
    id: icons

    required property var names

    columns: Math.floor(width / 190)
    rowSpacing: 24
    columnSpacing: 0

    Repeater {
        model: icons.names

        Column {
            id: cell

            required property string modelData

            width: icons.width / icons.columns
            spacing: 4

            Icon {
                anchors.horizontalCenter: parent.horizontalCenter
                name: cell.modelData
                size: 60
            }

            KioskText {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: cell.modelData
                font.pixelSize: 20
                color: Theme.muted
            }
        }
    }
}
