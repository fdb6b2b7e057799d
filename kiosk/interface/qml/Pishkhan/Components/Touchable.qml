// Anything that answers a finger or the keypad: its colour changes while pressed, it acts on
// release within. The keypad's focus is kept by the window, which sets `focused`.
import QtQuick
import Pishkhan.Theme

Item {
    id: surface

    property bool touchable: true
    property string spoken
    property bool focused: false
    property real focusRadius: Theme.buttonRadius
    // Drawn as if a finger lay on it, or as with the keypad's focus, to be looked at.
    property bool held: false
    property bool marked: false
    readonly property bool pressed: finger.pressed || held

    signal touched

    // What a press of the keypad's middle key does.
    function press(): void {
        if (surface.touchable)
            surface.touched();
    }

    Accessible.role: Accessible.Button
    Accessible.name: spoken
    Accessible.onPressAction: surface.touched()

    TapHandler {
        id: finger

        enabled: surface.touchable
        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: surface.touched()
    }

    Rectangle {
        z: 10
        anchors.fill: parent
        anchors.margins: -10
        visible: surface.focused || surface.marked
        color: "transparent"
        radius: surface.focusRadius + 10
        border.width: Theme.focusWidth
        border.color: Theme.focus

        Rectangle {
            anchors.fill: parent
            anchors.margins: Theme.focusWidth
            color: "transparent"
            radius: parent.radius - Theme.focusWidth
            border.width: 4
            border.color: Theme.focusGap
        }
    }
}
