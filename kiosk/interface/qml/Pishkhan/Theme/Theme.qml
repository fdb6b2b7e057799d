// The look in one place: colours, type and measures on the 1080 x 1920 design grid.
pragma Singleton
import QtQuick

QtObject {
    // How many pixels a grid unit gets; images are drawn for it so that they stay sharp.
    property real pixelScale: 1

    readonly property color ink: "#14213D"
    readonly property color muted: "#4A5568"
    readonly property color paper: "#FBF8F1"
    readonly property color card: "#FFFFFF"
    readonly property color line: "#E4DCCB"
    readonly property color edge: "#8A7F6A"
    readonly property color teal: "#0B6E75"
    readonly property color tealPressed: "#07545A"
    readonly property color tealRaised: "#2F8389"
    readonly property color tealSoft: "#E6F2F1"
    readonly property color lapis: "#1F4E8C"
    readonly property color lapisSoft: "#E8EEF7"
    readonly property color saffron: "#E9A23B"
    readonly property color notice: "#FBEFD5"
    readonly property color noticeInk: "#6B4500"
    readonly property color danger: "#FCE8E6"
    readonly property color dangerInk: "#8C1D18"
    readonly property color dangerAction: "#B3261E"
    readonly property color good: "#1B6E3C"
    readonly property color goodSoft: "#E7F3EA"
    readonly property color pressed: "#F1EBDD"
    readonly property color unavailable: "#EFE9DC"
    readonly property color ahead: "#EFE7D8"
    readonly property color shadow: "#1F0B6E75"
    readonly property color scrim: "#B314213D"

    readonly property string family: "Vazirmatn"
    readonly property int screenTitle: 54
    readonly property int tileTitle: 42
    readonly property int primaryLabel: 42
    readonly property int quietLabel: 36
    readonly property int lead: 34
    readonly property int body: 31
    readonly property int small: 27
    readonly property int amount: 84
    // Vazirmatn's own line is 1.5625 of its size: these give 1.35 for titles, 1.7 for texts.
    readonly property real titleLine: 0.88
    readonly property real textLine: 1.08

    readonly property int margin: 56
    readonly property int gap: 32
    readonly property int headerHeight: 160
    readonly property int journeyHeaderHeight: 120
    readonly property int footHeight: 120
    readonly property int buttonHeight: 128
    readonly property int cardRadius: 36
    readonly property int buttonRadius: 28
    readonly property int edgeWidth: 3
    readonly property int lineWidth: 2

    function toneGround(tone: string): color {
        return tone === "danger" ? danger : tone === "good" ? goodSoft : tone === "teal" ? tealSoft : notice;
    }

    function toneInk(tone: string): color {
        return tone === "danger" ? dangerInk : tone === "good" ? good : tone === "teal" ? teal : noticeInk;
    }
}
