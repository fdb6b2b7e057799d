// A size of type, as it is set.
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

Item {
    id: sample

    required property string token
    required property int weight
    required property string text
    readonly property int size: Theme[token]

    implicitHeight: words.height

    Column {
        id: name

        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        width: 220

        KioskText {
            text: sample.token
            font.pixelSize: 26
            font.weight: Font.Bold
        }

        KioskText {
            text: sample.size + " / " + sample.weight
            font.pixelSize: 24
            color: Theme.muted
        }
    }

    KioskText {
        id: words

        anchors.left: name.right
        anchors.right: parent.right
        text: sample.text
        font.pixelSize: sample.size
        font.weight: sample.weight
        lineHeight: Theme.titleLine
        wrapMode: Text.WordWrap
    }
}
