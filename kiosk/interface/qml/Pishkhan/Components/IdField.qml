// One identifier to type. Digits grow like on a calculator: the newest stands at the label.
import QtQuick
import Pishkhan.Theme

Column {
    id: field

    property string label
    property string value
    property bool active: false
    property string error
    property string fieldName
    // Side by side there is no room for the label beside the value.
    readonly property bool stacked: width < 620

    signal touched

    spacing: 10

    Touchable {
        id: box

        objectName: field.fieldName
        width: parent.width
        height: Theme.fieldHeight
        spoken: field.label
        onTouched: field.touched()

        Rectangle {
            anchors.fill: parent
            radius: Theme.buttonRadius
            color: box.pressed ? Theme.pressed : Theme.card
            border.width: field.active ? 5 : Theme.edgeWidth
            border.color: field.error !== "" ? Theme.dangerAction : field.active ? Theme.teal : Theme.edge
        }

        KioskText {
            anchors.left: parent.left
            anchors.leftMargin: 36
            y: field.stacked ? 6 : (box.height - height) / 2
            width: field.stacked ? box.width - 64 : 250
            text: field.label
            font.pixelSize: field.stacked ? 24 : Theme.body
            font.weight: field.active ? Font.Bold : Font.Medium
            color: field.active ? Theme.teal : Theme.muted
            wrapMode: Text.WordWrap
            lineHeight: 0.82
        }

        Rectangle {
            id: caret

            anchors.left: parent.left
            anchors.leftMargin: field.stacked ? 36 : 296
            y: field.stacked ? 48 : (box.height - height) / 2
            width: 5
            height: field.stacked ? 44 : 60
            radius: 2
            color: field.active ? Theme.teal : "transparent"
        }

        KioskText {
            anchors.left: caret.right
            anchors.leftMargin: 12
            anchors.right: parent.right
            anchors.rightMargin: 28
            anchors.verticalCenter: caret.verticalCenter
            text: field.value
            font.pixelSize: field.stacked ? 38 : 50
            font.weight: Font.Bold
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 24
        }
    }

    Row {
        x: 0
        width: parent.width
        visible: field.error !== ""
        spacing: 12

        Icon {
            name: "warning-circle"
            size: 36
            ink: Theme.dangerInk
            anchors.verticalCenter: parent.verticalCenter
        }

        KioskText {
            width: parent.width - 48
            text: field.error
            font.pixelSize: 28
            font.weight: Font.DemiBold
            color: Theme.dangerInk
            wrapMode: Text.WordWrap
            lineHeight: 0.9
        }
    }
}
