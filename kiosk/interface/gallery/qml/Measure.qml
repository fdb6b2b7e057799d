// A size of the theme, drawn as long as it is.
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

Item {
    id: measure

    required property string token
    required property string use
    readonly property real size: Theme[token]

    implicitHeight: 48

    KioskText {
        id: name

        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        width: 270
        text: measure.token
        font.pixelSize: 26
        font.weight: Font.Bold
    }

    KioskText {
        id: figure

        anchors.left: name.right
        anchors.verticalCenter: parent.verticalCenter
        width: 70
        text: measure.size
        font.pixelSize: 26
        font.features: { "tnum": 1 }
    }

    Rectangle {
        id: bar

        anchors.left: figure.right
        anchors.verticalCenter: parent.verticalCenter
        width: measure.size
        height: 28
        color: Theme.teal
    }

    KioskText {
        anchors.left: bar.right
        anchors.leftMargin: 20
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        text: measure.use
        font.pixelSize: 24
        color: Theme.muted
        wrapMode: Text.WordWrap
        lineHeight: 0.8
    }
}
