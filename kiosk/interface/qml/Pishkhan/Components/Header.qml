// Whose kiosk this is, where it stands, what time it is, on the city's tiles.
import QtQuick
import Pishkhan.Theme

Item {
    id: header

    required property var place
    required property var clock
    property bool journey: false

    height: journey ? Theme.journeyHeaderHeight : Theme.headerHeight

    Rectangle {
        anchors.fill: parent
        color: Theme.header

        Rectangle {
            anchors.bottom: parent.bottom
            width: parent.width
            height: Theme.edgeWidth
            visible: Theme.strong
            color: Theme.edge
        }
    }

    Drawing {
        anchors.fill: parent
        visible: !Theme.strong
        what: "pattern"
    }

    Drawing {
        id: mark

        anchors.left: parent.left
        anchors.leftMargin: header.journey ? 52 : 48
        anchors.verticalCenter: parent.verticalCenter
        width: header.journey ? 80 : 104
        height: width
        what: "mark"
        details: "light"
    }

    Column {
        anchors.left: mark.right
        anchors.leftMargin: 20
        anchors.right: times.left
        anchors.rightMargin: 24
        anchors.verticalCenter: parent.verticalCenter
        spacing: -4

        KioskText {
            width: parent.width
            text: header.place.city
            color: Theme.overHeader
            font.pixelSize: header.journey ? 32 : 38
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 24
            font.weight: Font.ExtraBold
            elide: Text.ElideRight
        }

        KioskText {
            width: parent.width
            visible: !header.journey
            text: header.place.line
            color: Theme.overHeader
            font.pixelSize: 26
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 20
            elide: Text.ElideRight
        }
    }

    Column {
        id: times

        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        spacing: -2

        KioskText {
            anchors.right: parent.right
            text: header.clock.time
            color: Theme.overHeader
            font.pixelSize: header.journey ? 32 : 36
            font.weight: Font.Bold
        }

        KioskText {
            anchors.right: parent.right
            visible: !header.journey
            text: header.clock.date
            color: Theme.overHeader
            font.pixelSize: 24
        }
    }
}
