// Where one is in the journey, by name.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Pishkhan.Theme

RowLayout {
    id: steps

    required property var names
    required property int current

    height: 48
    spacing: 16

    Repeater {
        model: steps.names.length

        RowLayout {
            id: step

            required property int index
            readonly property bool reached: index <= steps.current

            Layout.fillWidth: index > 0
            spacing: 14

            Rectangle {
                Layout.fillWidth: true
                Layout.rightMargin: 4
                visible: step.index > 0
                implicitHeight: 4
                radius: 2
                color: step.reached ? Theme.teal : Theme.line
            }

            Rectangle {
                implicitWidth: 48
                implicitHeight: 48
                radius: 24
                color: step.reached ? Theme.teal : Theme.ahead
                border.width: Theme.groundEdge
                border.color: Theme.line

                KioskText {
                    anchors.centerIn: parent
                    text: Theme.ordinal(step.index)
                    font.pixelSize: 26
                    font.weight: Font.Bold
                    color: step.reached ? Theme.overTeal : Theme.muted
                }
            }

            KioskText {
                text: steps.names[step.index] ?? ""
                font.pixelSize: 28
                font.weight: step.index === steps.current ? Font.ExtraBold : Font.Medium
                color: step.reached ? Theme.teal : Theme.muted
            }
        }
    }
}
