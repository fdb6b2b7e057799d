// The notices of a screen, one under the other.
pragma ComponentBehavior: Bound
import QtQuick

Column {
    id: list

    required property var notices

    spacing: 20
    visible: notices.length > 0

    Repeater {
        model: list.notices.length

        Notice {
            required property int index
            readonly property var said: list.notices[index] ?? ({})

            width: list.width
            tone: said.tone ?? "notice"
            icon: said.icon ?? ""
            text: said.text ?? ""
        }
    }
}
