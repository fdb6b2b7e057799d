// What this page shows, in which language and mode.
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

Rectangle {
    id: head

    property string title
    property string about
    property string shown

    height: Math.max(Theme.journeyHeaderHeight, words.height) + 40
    color: Theme.header

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.edgeWidth
        visible: Theme.strong
        color: Theme.edge
    }

    Column {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: Theme.margin
        anchors.right: mode.left
        anchors.rightMargin: 24
        anchors.verticalCenter: parent.verticalCenter

        KioskText {
            width: parent.width
            text: head.title
            font.pixelSize: 44
            font.weight: Font.ExtraBold
            lineHeight: Theme.titleLine
            color: Theme.overHeader
        }

        KioskText {
            width: parent.width
            text: head.about
            font.pixelSize: Theme.small
            color: Theme.overHeader
            wrapMode: Text.WordWrap
            lineHeight: 0.86
        }
    }

    KioskText {
        id: mode

        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        text: head.shown
        font.pixelSize: Theme.small
        font.weight: Font.Bold
        color: Theme.overHeader
    }
}
