// Anything that answers a finger: its colour changes while pressed, it acts on release within.
import QtQuick

Item {
    id: surface

    property bool touchable: true
    property string spoken
    readonly property alias pressed: finger.pressed

    signal touched

    Accessible.role: Accessible.Button
    Accessible.name: spoken
    Accessible.onPressAction: surface.touched()

    TapHandler {
        id: finger

        enabled: surface.touchable
        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: surface.touched()
    }
}
