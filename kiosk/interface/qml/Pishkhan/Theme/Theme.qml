// The look in one place: colours, type and measures. Each mode is a set of values of these tokens.
pragma Singleton
import QtQuick

QtObject {
    // Set by the window from the counter's model; see Main.qml.
    property bool strong: false
    property bool leftToRight: false
    property bool low: false
    property bool wide: false
    // Little height: less is said, keys and buttons are as small as a finger allows.
    property bool compact: false
    // Less still: only what is asked and what can be touched.
    property bool tight: false
    // The connection and the pills fit beside each other.
    property bool oneLine: false
    // How many pixels a grid unit gets; images are drawn for it so that they stay sharp.
    property real pixelScale: 1

    readonly property color ink: strong ? "#FFFFFF" : "#14213D"
    readonly property color muted: strong ? "#FFFFFF" : "#4A5568"
    readonly property color paper: strong ? "#000000" : "#FBF8F1"
    readonly property color card: strong ? "#000000" : "#FFFFFF"
    readonly property color line: strong ? "#FFFFFF" : "#E4DCCB"
    readonly property color edge: strong ? "#FFD166" : "#8A7F6A"
    readonly property color teal: strong ? "#FFD166" : "#0B6E75"
    readonly property color tealPressed: strong ? "#FFFFFF" : "#07545A"
    readonly property color tealRaised: strong ? "#FFD166" : "#2F8389"
    readonly property color tealSoft: strong ? "#000000" : "#E6F2F1"
    // What stands on the primary action, on the header, and on what is chosen.
    readonly property color overTeal: strong ? "#000000" : "#FFFFFF"
    readonly property color header: strong ? "#000000" : "#0B6E75"
    readonly property color overHeader: "#FFFFFF"
    readonly property color lapis: strong ? "#FFD166" : "#1F4E8C"
    readonly property color lapisSoft: strong ? "#000000" : "#E8EEF7"
    readonly property color saffron: strong ? "#FFD166" : "#E9A23B"
    readonly property color notice: strong ? "#000000" : "#FBEFD5"
    readonly property color noticeInk: strong ? "#FFD166" : "#6B4500"
    readonly property color danger: strong ? "#000000" : "#FCE8E6"
    readonly property color dangerInk: strong ? "#FFD166" : "#8C1D18"
    readonly property color dangerAction: strong ? "#FFD166" : "#B3261E"
    readonly property color good: strong ? "#FFD166" : "#1B6E3C"
    readonly property color goodSoft: strong ? "#000000" : "#E7F3EA"
    readonly property color pressed: strong ? "#4D3F1E" : "#D8EAE8"
    readonly property color unavailable: strong ? "#000000" : "#EFE9DC"
    readonly property color ahead: strong ? "#000000" : "#EFE7D8"
    readonly property color codeGround: "#FFFFFF"
    readonly property color shadow: strong ? "transparent" : "#1F0B6E75"
    readonly property color scrim: strong ? "#D9000000" : "#B314213D"
    // Seen on paper and on the primary action alike: dark between two light lines.
    readonly property color focus: strong ? "#FFFFFF" : "#14213D"
    readonly property color focusGap: strong ? "#000000" : "#FFFFFF"

    readonly property string family: "Vazirmatn"
    readonly property int screenTitle: compact ? 46 : 54
    readonly property int tileTitle: 42
    readonly property int primaryLabel: compact ? 38 : 42
    readonly property int quietLabel: compact ? 32 : 36
    readonly property int lead: 34
    readonly property int body: 31
    readonly property int small: 27
    readonly property int amount: compact ? 66 : 84
    // Vazirmatn's own line is 1.5625 of its size: these give 1.35 for titles, 1.7 for texts.
    readonly property real titleLine: 0.88
    readonly property real textLine: 1.08

    readonly property int margin: compact && !wide ? 40 : 56
    readonly property int gap: compact ? 20 : 32
    readonly property int headerHeight: compact ? 120 : 160
    readonly property int journeyHeaderHeight: compact ? 96 : 120
    // What a finger needs: two centimetres high, four millimetres apart, in units of the grid.
    property int least: 76
    property int apart: 16
    // Smaller screens get larger pills: they stay two centimetres high.
    property int pillHeight: 80
    readonly property int footHeight: oneLine ? pillHeight + 32 : pillHeight + 96
    readonly property int buttonHeight: compact ? 108 : 128
    readonly property int keyHeight: compact ? 96 : 124
    readonly property int fieldHeight: compact ? 104 : 128
    readonly property int cardRadius: 36
    readonly property int buttonRadius: 28
    readonly property int edgeWidth: 3
    readonly property int lineWidth: 2
    // Grounds that are told by their colour alone get an edge where there is no colour.
    readonly property int groundEdge: strong ? 2 : 0
    readonly property int focusWidth: 6

    readonly property string onward: leftToRight ? "caret-right" : "caret-left"

    function toneGround(tone: string): color {
        return tone === "danger" ? danger : tone === "good" ? goodSoft : tone === "teal" ? tealSoft : notice;
    }

    function toneInk(tone: string): color {
        return tone === "danger" ? dangerInk : tone === "good" ? good : tone === "teal" ? teal : noticeInk;
    }

    // The number of a step or place, counted from 0, in the digits of the language.
    function ordinal(index: int): string {
        return String.fromCharCode((leftToRight ? 0x31 : 0x06F1) + index);
    }
}
