// The least of a journey's screen.
import QtQuick
import Pishkhan.Components

JourneyPage {
    id: page

    PrimaryButton {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        objectName: "primary"
        label: page.model.primary.label
    }
}
