// While the screen is read aloud: say it again, louder, quieter.
import QtQuick
import Pishkhan.Theme

Rectangle {
    id: strip

    property var listen: null

    signal intent(string name, var payload)

    height: Theme.pillHeight + 24
    color: Theme.tealSoft
    border.width: Theme.groundEdge
    border.color: Theme.edge

    Row {
        anchors.left: parent.left
        anchors.leftMargin: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.apart

        FootPill {
            objectName: "repeat"
            width: implicitWidth
            label: strip.listen?.repeat ?? ""
            icon: "repeat"
            onTouched: strip.intent("repeat", {})
        }

        FootPill {
            objectName: "quieter"
            width: implicitWidth
            label: strip.listen?.quieter ?? ""
            icon: "speaker-low"
            onTouched: strip.intent("quieter", {})
        }

        FootPill {
            objectName: "louder"
            width: implicitWidth
            label: strip.listen?.louder ?? ""
            icon: "speaker-high"
            onTouched: strip.intent("louder", {})
        }
    }

    KioskText {
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        text: strip.listen?.volume_text ?? ""
        font.pixelSize: Theme.small
    }
}
