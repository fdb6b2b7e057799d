// The line to the city and the age of the data; help at the far end.
pragma ComponentBehavior: Bound
import QtQuick
import Pishkhan.Theme

Rectangle {
    id: foot

    property var status: null
    property var pills: []

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

    Icon {
        id: cloud

        anchors.left: parent.left
        anchors.leftMargin: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        visible: foot.status !== null
        name: foot.status === null ? "" : foot.status.link === "online" ? "cloud-check" : "cloud-slash"
        size: 40
        ink: words.color
    }

    KioskText {
        id: words

        anchors.left: cloud.right
        anchors.leftMargin: 16
        anchors.right: buttons.left
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        text: foot.status === null ? "" : foot.status.text
        font.pixelSize: Theme.small
        color: foot.status !== null && foot.status.link === "online" ? Theme.muted : Theme.noticeInk
        wrapMode: Text.WordWrap
        maximumLineCount: 2
        elide: Text.ElideRight
    }

    Row {
        id: buttons

        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        spacing: 16

        Repeater {
            model: foot.pills.length

            Touchable {
                id: pill

                required property int index
                readonly property var face: foot.pills[index] ?? ({})

                objectName: "pill_" + (face.id ?? "")
                width: inside.width + 56
                height: 80
                spoken: face.label ?? ""
                onTouched: foot.intent(face.id, {})

                Rectangle {
                    anchors.fill: parent
                    radius: 40
                    color: pill.pressed ? Theme.pressed : Theme.card
                    border.width: Theme.edgeWidth
                    border.color: Theme.edge
                }

                Row {
                    id: inside

                    anchors.centerIn: parent
                    spacing: 14

                    Icon {
                        anchors.verticalCenter: parent.verticalCenter
                        name: pill.face.icon ?? ""
                        size: 40
                        ink: Theme.teal
                    }

                    KioskText {
                        anchors.verticalCenter: parent.verticalCenter
                        text: pill.face.label ?? ""
                        font.pixelSize: 28
                        font.weight: Font.Bold
                    }
                }
            }
        }
    }
}
