// What moves on the kiosk's screens.
import QtQuick
import Pishkhan.Components

Item {
    id: sample

    required property string what
    property string text
    property int seconds: 45

    implicitHeight: 240

    Ring {
        anchors.left: parent.left
        width: 240
        height: 240
        visible: sample.what === "ring"
        remaining: sample.seconds
        total: 60
        icon: "hand-waving"

        Timer {
            interval: 1000
            repeat: true
            running: sample.what === "ring"
            onTriggered: sample.seconds = sample.seconds > 0 ? sample.seconds - 1 : 60
        }
    }

    WaitingPill {
        anchors.left: parent.left
        visible: sample.what === "light"
        text: sample.text
    }
}
