// What a screen of this size, for a visitor who wants it so, makes of the theme's tokens.
import QtQuick

Item {
    id: mode

    required property var preferences
    required property real screenWidth
    required property real screenHeight
    // How many pixels of the display a grid unit gets.
    required property real pixelScale

    readonly property bool wide: screenWidth > screenHeight
    // Below 16:9 less fits under each other, and such screens are small: fewer grid units then.
    readonly property bool short: !wide && screenHeight / Math.max(1, screenWidth) < 1.7
    readonly property bool large: preferences.text === "large"
    // A wide screen is low enough as it is.
    readonly property bool low: preferences.reach === "low" && !wide
    readonly property real gridWidth: (wide ? 1600 : short ? 940 : 1080) / (large ? (low ? 1.12 : 1.25) : 1)
    readonly property real gridHeight: screenHeight * gridWidth / Math.max(1, screenWidth)
    // How much of the height may be touched in low reach: the rest is above 1200 mm where the
    // screen's lower edge is at 890 mm.
    readonly property real reached: low ? (large ? 0.64 : 0.57) : 1

    // Between header and foot, about; it decides how much is said.
    readonly property real room: (low ? reached * gridHeight : gridHeight - 160) - 176

    visible: false

    Binding {
        target: Theme
        property: "pixelScale"
        value: mode.pixelScale
    }

    Binding {
        target: Theme
        property: "strong"
        value: mode.preferences.contrast === "high"
    }

    Binding {
        target: Theme
        property: "leftToRight"
        value: mode.preferences.direction === "ltr"
    }

    Binding {
        target: Theme
        property: "wide"
        value: mode.wide
    }

    Binding {
        target: Theme
        property: "low"
        value: mode.low
    }

    Binding {
        target: Theme
        property: "least"
        value: mode.wide ? 96 : mode.short ? 92 : 76
    }

    Binding {
        target: Theme
        property: "apart"
        value: mode.wide || mode.short ? 20 : 16
    }

    Binding {
        target: Theme
        property: "pillHeight"
        value: mode.wide || mode.short ? 96 : 80
    }

    Binding {
        target: Theme
        property: "compact"
        value: mode.room < 1330
    }

    Binding {
        target: Theme
        property: "tight"
        value: mode.room < 960
    }

    Binding {
        target: Theme
        property: "oneLine"
        value: mode.wide && !mode.large
    }
}
