// A balanced text in the middle of its column.
import QtQuick

BalancedText {
    anchors.horizontalCenter: parent?.horizontalCenter
    horizontalAlignment: Text.AlignHCenter
}
