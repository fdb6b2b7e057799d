// A screen of a journey: the steps on top, then the screen's own content.
import QtQuick
import Pishkhan.Theme

ScreenPage {
    id: page

    default property alias content: body.data

    // Pages outside of a payment have no steps.
    readonly property bool stepped: page.model.steps && !Theme.low ? true : false

    Steps {
        id: steps

        visible: page.stepped

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        anchors.topMargin: Theme.compact ? 20 : 26
        names: page.model.steps?.names ?? []
        current: page.model.steps?.current ?? 0
    }

    Item {
        id: body

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: page.stepped ? steps.bottom : parent.top
        anchors.bottom: parent.bottom
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        anchors.topMargin: Theme.compact ? 24 : 30
        anchors.bottomMargin: Theme.compact ? 24 : 30
    }
}
