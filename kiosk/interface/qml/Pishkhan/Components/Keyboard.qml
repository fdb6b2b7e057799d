// The screen's own keyboard: Persian with its half-space, and Latin; never mirrored.
pragma ComponentBehavior: Bound
import QtQuick
import Pishkhan.Theme

Column {
    id: board

    property string layout: "persian"
    property string spaceLabel
    property string halfSpaceLabel
    property string eraseLabel
    property string clearLabel
    property var digits: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"]
    readonly property var persian: [
        ["ض", "ص", "ث", "ق", "ف", "غ", "ع", "ه", "خ", "ح", "ج"],
        ["ش", "س", "ی", "ب", "ل", "ا", "ت", "ن", "م", "ک", "گ"],
        ["ظ", "ط", "ژ", "ز", "ر", "ذ", "د", "پ", "و", "چ", "آ"],
        ["ئ", "ء", "ؤ"]
    ]
    readonly property var latin: [
        ["q", "w", "e", "r", "t", "y", "u", "i", "o", "p"],
        ["a", "s", "d", "f", "g", "h", "j", "k", "l"],
        ["z", "x", "c", "v", "b", "n", "m"],
        []
    ]
    readonly property var rows: layout === "persian" ? persian : latin
    readonly property var shownDigits: digits.map((digit, place) => layout === "persian" ? String.fromCharCode(0x06F0 + (place + 1) % 10) : digit)
    readonly property real keyWidth: (width - 10 * spacing) / 11
    readonly property int keyHeight: Math.max(Theme.least, Theme.compact ? 84 : 96)

    signal intent(string name, var payload)

    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true
    // No more than a finger needs: eleven letters in a row want the width.
    spacing: Theme.apart - 1

    component Letter: Key {
        id: letter

        property string character

        objectName: "key_" + character
        width: board.keyWidth
        height: board.keyHeight
        label: character
        size: 40
        onTouched: board.intent("key", { "char": letter.character })
    }

    Row {
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: board.spacing

        Repeater {
            model: board.shownDigits

            Letter {
                required property string modelData

                character: modelData
            }
        }
    }

    Repeater {
        model: 3

        Row {
            id: line

            required property int index

            anchors.horizontalCenter: parent.horizontalCenter
            spacing: board.spacing

            Repeater {
                model: board.rows[line.index]

                Letter {
                    required property string modelData

                    character: modelData
                }
            }
        }
    }

    Row {
        id: last

        readonly property real taken: board.rows[3].length * (board.keyWidth + board.spacing)

        anchors.horizontalCenter: parent.horizontalCenter
        spacing: board.spacing

        Key {
            objectName: "key_layout"
            width: board.keyWidth * 1.8
            height: board.keyHeight
            quiet: true
            label: board.layout === "persian" ? "ABC" : "ا ب پ"
            onTouched: board.layout = board.layout === "persian" ? "latin" : "persian"
        }

        Repeater {
            model: board.rows[3]

            Letter {
                required property string modelData

                character: modelData
            }
        }

        Key {
            objectName: "key_half_space"
            visible: board.layout === "persian"
            width: board.keyWidth * 2.2
            height: board.keyHeight
            quiet: true
            label: board.halfSpaceLabel
            onTouched: board.intent("key", { "char": "\u200c" })
        }

        Key {
            objectName: "key_space"
            width: board.layout === "persian" ? board.keyWidth * 2.4 : board.keyWidth * 5
            height: board.keyHeight
            quiet: true
            label: board.spaceLabel
            onTouched: board.intent("key", { "char": " " })
        }

        Key {
            objectName: "key_erase"
            width: board.keyWidth * 2
            height: board.keyHeight
            quiet: true
            icon: "backspace"
            spoken: board.eraseLabel
            onTouched: board.intent("erase", {})
        }
    }
}
