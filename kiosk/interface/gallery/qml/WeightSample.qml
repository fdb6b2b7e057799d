// A weight of the typeface.
import QtQuick
import Pishkhan.Components

KioskText {
    required property int weight

    font.pixelSize: 52
    font.weight: weight
}
