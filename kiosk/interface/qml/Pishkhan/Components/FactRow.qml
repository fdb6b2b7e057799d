// A label and its value, side by side; a long value takes a second line.
import QtQuick
import Pishkhan.Theme

Item {
    id: row

    property string label
    property string value
    property bool ruled: true

    implicitHeight: Math.max(76, words.implicitHeight + 28, name.implicitHeight + 28)

    KioskText {
        id: name

        anchors.left: parent.left
        y: name.implicitHeight > words.implicitHeight ? 14 : words.y
        width: 254
        text: row.label
        color: Theme.muted
        wrapMode: Text.WordWrap
    }

    KioskText {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: 270
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        text: row.value
        font.weight: Font.DemiBold
        wrapMode: Text.Wrap
    }

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.lineWidth
        color: Theme.line
        visible: row.ruled
    }
}
