// Anything that answers a finger: its colour changes while pressed, it acts on release within.
import QtQuick

Item {
    id: touchable

    property bool touchable: true
    property string spoken
    readonly property alias pressed: finger.pressed

    signal touched

    Accessible.role: Accessible.Button
    Accessible.name: spoken
    Accessible.onPressAction: touchable.touched()

    TapHandler {
        id: finger

        enabled: touchable.touchable
        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: touchable.touched()
    }
}
