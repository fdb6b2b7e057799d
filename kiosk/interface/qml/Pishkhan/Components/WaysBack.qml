// A page that one only reads: back to the page before, or home.
import QtQuick
import QtQuick.Layouts

RowLayout {
    id: bar

    required property var back
    required property var cancel

    signal intent(string name, var payload)

    spacing: 24

    QuietButton {
        Layout.fillWidth: true
        objectName: bar.back.name
        label: bar.back.label
        onTouched: bar.intent(bar.back.intent, {})
    }

    QuietButton {
        Layout.fillWidth: true
        objectName: bar.cancel.name
        label: bar.cancel.label
        onTouched: bar.intent(bar.cancel.intent, {})
    }
}
