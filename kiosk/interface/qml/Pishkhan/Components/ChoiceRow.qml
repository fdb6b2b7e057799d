// One line of a list: what it is, a word about it, and that it leads on.
import QtQuick
import Pishkhan.Theme

Touchable {
    id: row

    required property var face

    signal intent(string name, var payload)

    objectName: "choice_" + (face.id ?? "")
    implicitHeight: Math.max(Theme.compact ? 104 : 132, words.implicitHeight + 40)
    touchable: face.enabled ?? false
    spoken: face.title ?? ""
    onTouched: row.intent(face.intent, { "id": face.id })

    Rectangle {
        anchors.fill: parent
        radius: Theme.buttonRadius
        color: !row.touchable ? Theme.unavailable : row.pressed ? Theme.pressed : Theme.card
        border.width: row.touchable ? Theme.edgeWidth : Theme.lineWidth
        border.color: row.touchable ? Theme.edge : Theme.line
    }

    Rectangle {
        id: ground

        anchors.left: parent.left
        anchors.leftMargin: 24
        anchors.verticalCenter: parent.verticalCenter
        width: row.face.icon ? 84 : 0
        height: 84
        radius: 22
        visible: width > 0
        color: row.touchable ? Theme.lapisSoft : Theme.card

        Icon {
            anchors.centerIn: parent
            name: row.face.icon ?? ""
            size: 56
            ink: row.touchable ? Theme.lapis : Theme.muted
        }
    }

    Column {
        id: words

        anchors.left: ground.right
        anchors.leftMargin: 28
        anchors.right: arrow.left
        anchors.rightMargin: 20
        anchors.verticalCenter: parent.verticalCenter
        spacing: 2

        KioskText {
            width: parent.width
            text: row.face.title ?? ""
            font.pixelSize: Theme.lead
            font.weight: Font.ExtraBold
            wrapMode: Text.WordWrap
            lineHeight: Theme.titleLine
            color: row.touchable ? Theme.ink : Theme.muted
        }

        KioskText {
            width: parent.width
            visible: text !== ""
            text: row.face.subtitle ?? ""
            font.pixelSize: Theme.small
            color: Theme.muted
            wrapMode: Text.WordWrap
            maximumLineCount: 3
            elide: Text.ElideRight
        }
    }

    Icon {
        id: arrow

        anchors.right: parent.right
        anchors.rightMargin: 28
        anchors.verticalCenter: parent.verticalCenter
        visible: row.touchable
        name: Theme.onward
        size: 40
        ink: Theme.lapis
    }
}
