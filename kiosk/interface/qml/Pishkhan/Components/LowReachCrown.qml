// In low reach all that can be touched moves down; above it stands only what the screen is about.
import QtQuick
import Pishkhan.Theme

Item {
    id: crown

    property string title

    visible: height > 0
    clip: true

    Column {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        spacing: 36

        Drawing {
            anchors.horizontalCenter: parent.horizontalCenter
            width: 200
            height: 200
            what: "mark"
            details: Theme.strong ? "strong" : "dark"
        }

        CentredHeadline {
            room: parent.width
            text: crown.title
        }
    }
}
