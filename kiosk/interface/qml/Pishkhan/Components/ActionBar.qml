// The actions at the bottom of a screen: primary wide, the others quiet beside it.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Pishkhan.Theme

RowLayout {
    id: bar

    required property var primary
    property var others: []

    signal intent(string name, var payload)

    spacing: Math.max(20, Theme.apart)

    PrimaryButton {
        Layout.fillWidth: true
        objectName: bar.primary.name
        label: bar.primary.label
        icon: bar.primary.icon ?? ""
        touchable: bar.primary.enabled
        onTouched: bar.intent(bar.primary.intent, {})
    }

    Repeater {
        model: bar.others.length

        QuietButton {
            required property int index
            readonly property var action: bar.others[index] ?? ({})

            Layout.preferredWidth: Math.min(bar.others.length > 1 ? 230 : 380, bar.width * (bar.others.length > 1 ? 0.26 : 0.4))
            objectName: action.name ?? ""
            label: action.label ?? ""
            icon: action.icon ?? ""
            touchable: action.enabled ?? false
            onTouched: bar.intent(action.intent, {})
        }
    }
}
