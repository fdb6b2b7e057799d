// A colour of the theme: its name, value, use, and contrast on what it stands on.
pragma ComponentBehavior: Bound
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

Column {
    id: swatch

    required property string token
    required property var grounds
    required property string use
    required property var gallery

    readonly property color shown: Theme[token]

    spacing: 8

    Item {
        width: parent.width
        height: Math.max(patch.height, words.height)

        Rectangle {
            id: patch

            anchors.left: parent.left
            width: 112
            height: 112
            radius: Theme.buttonRadius
            color: swatch.shown
            border.width: Theme.lineWidth
            border.color: Theme.edge
        }

        Column {
            id: words

            anchors.left: patch.right
            anchors.leftMargin: 24
            anchors.right: parent.right

            KioskText {
                width: parent.width
                text: swatch.token
                font.weight: Font.ExtraBold
            }

            KioskText {
                width: parent.width
                text: swatch.shown.toString().toUpperCase()
                font.pixelSize: 24
                font.features: { "tnum": 1 }
                color: Theme.muted
            }

            KioskText {
                width: parent.width
                text: swatch.use
                font.pixelSize: 24
                color: Theme.muted
                wrapMode: Text.WordWrap
            }
        }
    }

    Repeater {
        model: swatch.grounds

        Item {
            id: pair

            required property string modelData
            readonly property color ground: Theme[modelData]
            readonly property real ratio: swatch.gallery?.contrast(swatch.shown, ground) ?? 0

            width: swatch.width
            height: 48

            Rectangle {
                id: chip

                anchors.verticalCenter: parent.verticalCenter
                anchors.left: parent.left
                width: 64
                height: 36
                radius: 10
                color: pair.ground
                border.width: Theme.lineWidth
                border.color: Theme.edge

                Rectangle {
                    anchors.centerIn: parent
                    width: 18
                    height: 18
                    radius: 9
                    color: swatch.shown
                }
            }

            KioskText {
                anchors.left: chip.right
                anchors.leftMargin: 14
                anchors.verticalCenter: parent.verticalCenter
                text: "on " + pair.modelData
                font.pixelSize: 24
            }

            KioskText {
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                text: pair.ratio.toFixed(1) + ":1"
                font.pixelSize: 24
                font.weight: Font.Bold
                font.features: { "tnum": 1 }
                // Under 4.5:1 it may be an edge or a sign, but no text.
                color: pair.ratio < 4.5 ? Theme.noticeInk : Theme.ink
            }
        }
    }
}
