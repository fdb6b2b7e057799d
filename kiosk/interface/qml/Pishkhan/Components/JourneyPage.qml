// A screen of a journey: the steps on top, then the screen's own content.
import QtQuick
import Pishkhan.Theme

ScreenPage {
    id: page

    default property alias content: body.data

    Steps {
        id: steps

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        anchors.topMargin: 36
        names: page.model.steps.names
        current: page.model.steps.current
    }

    Item {
        id: body

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: steps.bottom
        anchors.bottom: parent.bottom
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        anchors.topMargin: 44
        anchors.bottomMargin: 44
    }
}
