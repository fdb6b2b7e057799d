// While the cabinet stands open: that it does, and the way in for a technician.
import QtQuick
import Pishkhan.Theme

Rectangle {
    id: strip

    property var door: null

    signal intent(string name, var payload)

    height: Theme.pillHeight + 24
    color: Theme.notice
    border.width: Theme.groundEdge
    border.color: Theme.edge

    Icon {
        id: sign

        anchors.left: parent.left
        anchors.leftMargin: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        name: "door-open"
        size: 44
        ink: Theme.noticeInk
    }

    KioskText {
        anchors.left: sign.right
        anchors.leftMargin: 16
        anchors.right: enter.left
        anchors.rightMargin: 16
        anchors.verticalCenter: parent.verticalCenter
        text: strip.door?.text ?? ""
        font.pixelSize: Theme.small
        color: Theme.noticeInk
        wrapMode: Text.WordWrap
        lineHeight: 0.8
    }

    FootPill {
        id: enter

        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        objectName: "technician"
        width: implicitWidth
        label: strip.door?.label ?? ""
        icon: "wrench"
        onTouched: strip.intent("technician", {})
    }
}
