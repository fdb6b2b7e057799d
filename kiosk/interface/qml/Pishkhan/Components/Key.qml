// One key: a digit, or an icon.
import QtQuick
import Pishkhan.Theme

Touchable {
    id: key

    property string label
    property string icon
    property bool quiet: false
    property int size: quiet ? 30 : 56

    spoken: label

    Rectangle {
        anchors.fill: parent
        radius: Theme.buttonRadius
        color: !key.touchable ? Theme.unavailable : key.pressed ? Theme.teal : key.quiet ? Theme.paper : Theme.card
        border.width: key.touchable ? Theme.edgeWidth : Theme.lineWidth
        border.color: !key.touchable ? Theme.line : key.pressed ? Theme.teal : Theme.edge
    }

    Grid {
        id: inside

        // A narrow key has its sign over its word.
        readonly property bool stacked: key.icon !== "" && key.label !== "" && key.width < 250
        readonly property real room: key.width - 10 - (key.icon !== "" && !stacked ? 62 : 0)

        anchors.centerIn: parent
        columns: key.icon === "" || stacked ? 1 : 2
        columnSpacing: 14
        rowSpacing: -4
        horizontalItemAlignment: Grid.AlignHCenter
        verticalItemAlignment: Grid.AlignVCenter

        Icon {
            visible: key.icon !== ""
            name: key.icon
            size: inside.stacked ? 36 : 48
            ink: text.color
        }

        KioskText {
            id: text

            width: Math.min(implicitWidth, inside.room)
            text: key.label
            font.pixelSize: inside.stacked ? 24 : key.size
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 18
            visible: key.label !== ""
            font.weight: Font.Bold
            color: !key.touchable ? Theme.muted : key.pressed ? Theme.overTeal : Theme.ink
        }
    }
}
