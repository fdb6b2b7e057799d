// Places as they lie to each other, north up. No streets: nothing that ages or must be fetched.
pragma ComponentBehavior: Bound
import QtQuick
import Pishkhan.Theme

Card {
    id: card

    required property var map
    // Metres to grid units, the same both ways: a map that is stretched lies.
    readonly property real perMetre: Math.min((width - 80) / map.width_m, (height - 64 - legend.height) / map.height_m)
    readonly property real drawnWidth: map.width_m * perMetre
    readonly property real drawnHeight: map.height_m * perMetre

    implicitHeight: Math.min(640, Math.max(360, (width - 80) * map.height_m / map.width_m + 64 + legend.height))

    // East is right in every language.
    Item {
        id: ground

        LayoutMirroring.enabled: false
        LayoutMirroring.childrenInherit: true
        anchors.horizontalCenter: parent.horizontalCenter
        y: 40 + (card.height - 64 - legend.height - height) / 2
        width: card.drawnWidth
        height: card.drawnHeight

        Rectangle {
            anchors.fill: parent
            radius: Theme.buttonRadius
            color: Theme.tealSoft
            border.width: Theme.groundEdge
            border.color: Theme.edge
        }

        Repeater {
            model: card.map.points.length

            Item {
                id: place

                required property int index
                readonly property var point: card.map.points[index] ?? ({})

                x: (point.x ?? 0) * ground.width
                y: (point.y ?? 0) * ground.height
                z: point.here ? 1 : 0

                Rectangle {
                    anchors.centerIn: parent
                    width: place.point.here ? 44 : 26
                    height: width
                    radius: width / 2
                    color: place.point.here ? Theme.saffron : Theme.teal
                    border.width: 4
                    border.color: Theme.card
                }

                Rectangle {
                    id: plate

                    x: place.point.x > 0.5 ? -width - 28 : 28
                    y: -height / 2
                    width: name.implicitWidth + 20
                    height: name.implicitHeight
                    radius: 10
                    color: Theme.card
                    visible: place.point.here || card.map.points.length <= 8

                    KioskText {
                        id: name

                        anchors.centerIn: parent
                        text: place.point.here ? (place.point.label ?? "") + " · " + card.map.here : (place.point.label ?? "")
                        font.pixelSize: place.point.here ? 26 : 22
                        font.weight: place.point.here ? Font.ExtraBold : Font.Medium
                    }
                }
            }
        }
    }

    // Under the ground, so that no name is covered.
    Item {
        id: legend

        LayoutMirroring.enabled: false
        LayoutMirroring.childrenInherit: true
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.leftMargin: 40
        anchors.rightMargin: 40
        height: 72

        Row {
            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            spacing: 16

            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                width: card.map.scale_m * card.perMetre
                height: 6
                radius: 3
                color: Theme.muted
            }

            KioskText {
                anchors.verticalCenter: parent.verticalCenter
                text: card.map.scale_text
                font.pixelSize: 22
                color: Theme.muted
            }
        }

        Row {
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: 8

            KioskText {
                anchors.verticalCenter: parent.verticalCenter
                text: card.map.north
                font.pixelSize: 22
                color: Theme.muted
            }

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: "arrow-up"
                size: 36
                ink: Theme.muted
            }
        }
    }
}
