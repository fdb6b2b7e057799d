// Nobody is there: whose counter this is, how to begin, and what not to fall for. It stands still.
pragma ComponentBehavior: Bound
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

ScreenPage {
    id: page

    Touchable {
        id: start

        anchors.fill: parent
        anchors.bottomMargin: Theme.apart
        objectName: page.model.start.name
        spoken: page.model.start.label
        focusRadius: 0
        onTouched: page.intent(page.model.start.intent, {})
    }

    Column {
        id: heart

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        y: Math.max(24, (languages.y - height) * 0.42)
        spacing: Theme.compact ? 20 : 44

        Drawing {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Theme.compact ? 180 : 340
            height: width
            visible: !Theme.low
            what: "mark"
            details: Theme.strong ? "strong" : "dark"
        }

        CentredText {
            room: parent.width
            text: page.model.title
            font.pixelSize: Theme.compact ? 50 : 68
            font.weight: Font.Black
            lineHeight: Theme.titleLine
            visible: !Theme.low
        }

        CentredBody {
            room: parent.width
            text: page.model.subtitle
        }

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.min(parent.width, call.implicitWidth + 144)
            height: Theme.buttonHeight
            radius: Theme.buttonRadius
            color: start.pressed ? Theme.tealPressed : Theme.teal

            Row {
                id: call

                anchors.centerIn: parent
                spacing: 24

                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    name: page.model.start.icon ?? ""
                    size: 64
                    ink: Theme.overTeal
                }

                KioskText {
                    anchors.verticalCenter: parent.verticalCenter
                    text: page.model.start.label
                    font.pixelSize: Theme.primaryLabel
                    font.weight: Font.Bold
                    color: Theme.overTeal
                }
            }
        }
    }

    Row {
        id: languages

        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: warning.top
        anchors.bottomMargin: Theme.compact ? 20 : 48
        spacing: Math.max(Theme.gap, Theme.apart)

        Repeater {
            model: page.model.languages.length

            QuietButton {
                required property int index
                readonly property var face: page.model.languages[index] ?? ({})

                width: 320
                objectName: "language_" + (face.code ?? "")
                label: face.label ?? ""
                onTouched: page.intent("language", { "code": face.code })
            }
        }
    }

    Notices {
        id: warning

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        anchors.bottomMargin: Theme.compact ? 16 : 40
        notices: [page.model.warning].concat(page.model.notices)
    }
}
