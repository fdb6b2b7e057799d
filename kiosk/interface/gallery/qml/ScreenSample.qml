// The least of a screen.
import QtQuick
import Pishkhan.Components

ScreenPage {
    id: page

    KioskText {
        anchors.centerIn: parent
        text: page.model.text
    }
}
