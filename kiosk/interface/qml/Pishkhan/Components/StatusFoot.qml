// The line to the city and the age of the data, quietly; under it what makes the screen easier,
// and help at the far end. While the screen is read aloud, its volume stands there too, and while
// the cabinet is open the technician's way in.
pragma ComponentBehavior: Bound
import QtQuick
import Pishkhan.Theme

Rectangle {
    id: foot

    property var status: null
    property var pills: []
    property var listen: null
    property var door: null
    // What lies over the page above the foot itself.
    readonly property real strips: (listen !== null ? reading.height : 0) + (door !== null ? cabinet.height : 0)

    signal intent(string name, var payload)

    height: Theme.footHeight
    color: Theme.card
    visible: status !== null

    Rectangle {
        anchors.top: parent.top
        width: parent.width
        height: Theme.lineWidth
        color: Theme.line
    }

    Item {
        id: link

        anchors.left: parent.left
        anchors.leftMargin: Theme.margin
        y: Theme.oneLine ? (foot.height - height) / 2 : 14
        width: foot.width - 2 * Theme.margin - (Theme.oneLine ? pills.width + Theme.gap : 0)
        height: 48

        Icon {
            id: cloud

            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            name: foot.status === null ? "" : foot.status.link === "online" ? "cloud-check" : "cloud-slash"
            size: 36
            ink: words.color
        }

        KioskText {
            id: words

            anchors.left: cloud.right
            anchors.leftMargin: 14
            anchors.right: devices.left
            anchors.rightMargin: 16
            anchors.verticalCenter: parent.verticalCenter
            text: foot.status === null ? "" : foot.status.text
            font.pixelSize: Theme.small
            color: foot.status !== null && foot.status.link === "online" ? Theme.muted : Theme.noticeInk
            wrapMode: Text.WordWrap
            lineHeight: 0.8
        }

        Row {
            id: devices

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: 14

            Repeater {
                model: foot.status === null ? [] : [["printer", foot.status.printer], ["credit-card", foot.status.terminal]]

                Item {
                    id: device

                    required property var modelData
                    readonly property bool well: modelData[1] === "ready" || modelData[1] === "degraded"

                    width: 40
                    height: 40

                    Icon {
                        anchors.centerIn: parent
                        name: device.modelData[0]
                        size: 34
                        ink: device.well ? Theme.muted : Theme.noticeInk
                    }

                    Icon {
                        anchors.right: parent.right
                        anchors.bottom: parent.bottom
                        visible: !device.well
                        name: "warning-circle"
                        size: 22
                        ink: Theme.noticeInk
                    }
                }
            }
        }
    }

    Row {
        id: pills

        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 16
        spacing: Theme.apart

        Repeater {
            model: foot.pills.length

            FootPill {
                required property int index
                readonly property var face: foot.pills[index] ?? ({})

                objectName: "pill_" + (face.id ?? "")
                width: Theme.oneLine ? implicitWidth : (foot.width - 2 * Theme.margin - (foot.pills.length - 1) * pills.spacing) / foot.pills.length
                label: face.label ?? ""
                icon: face.icon ?? ""
                on: face.active ?? false
                onTouched: foot.intent(face.id, {})
            }
        }
    }

    ListenStrip {
        id: reading

        anchors.bottom: parent.top
        width: parent.width
        visible: foot.listen !== null
        listen: foot.listen
        onIntent: (name, payload) => foot.intent(name, payload)
    }

    TechnicianStrip {
        id: cabinet

        anchors.bottom: parent.top
        anchors.bottomMargin: foot.listen !== null ? reading.height : 0
        width: parent.width
        visible: foot.door !== null
        door: foot.door
        onIntent: (name, payload) => foot.intent(name, payload)
    }
}
