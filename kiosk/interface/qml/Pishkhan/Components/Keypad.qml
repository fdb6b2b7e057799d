// Digits in the order of every telephone and card terminal, left to right in any language.
pragma ComponentBehavior: Bound
import QtQuick
import Pishkhan.Theme

Grid {
    id: pad

    required property var digits
    required property string eraseLabel
    required property string clearLabel
    property int keyHeight: Theme.keyHeight
    readonly property real keyWidth: (width - 2 * spacing) / 3

    signal intent(string name, var payload)

    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true
    columns: 3
    spacing: Math.max(18, Theme.apart)

    Repeater {
        model: [1, 2, 3, 4, 5, 6, 7, 8, 9]

        Key {
            required property int modelData

            objectName: "key_" + modelData
            width: pad.keyWidth
            height: pad.keyHeight
            label: pad.digits[modelData]
            onTouched: pad.intent("key", { "digit": String(modelData) })
        }
    }

    Key {
        objectName: "key_clear"
        width: pad.keyWidth
        height: pad.keyHeight
        quiet: true
        icon: "trash"
        label: pad.clearLabel
        onTouched: pad.intent("clear", {})
    }

    Key {
        objectName: "key_0"
        width: pad.keyWidth
        height: pad.keyHeight
        label: pad.digits[0]
        onTouched: pad.intent("key", { "digit": "0" })
    }

    Key {
        objectName: "key_erase"
        width: pad.keyWidth
        height: pad.keyHeight
        quiet: true
        icon: "backspace"
        label: pad.eraseLabel
        onTouched: pad.intent("erase", {})
    }
}
