// Nobody is there: whose counter this is, how to begin, and what not to fall for.
pragma ComponentBehavior: Bound
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

ScreenPage {
    id: page

    Touchable {
        anchors.fill: parent
        objectName: page.model.start.name
        spoken: page.model.start.label
        onTouched: page.intent(page.model.start.intent, {})
    }

    Column {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.margins: Theme.margin
        spacing: 48

        CentredHeadline {
            room: parent.width
            text: page.model.title
        }

        CentredBody {
            room: parent.width
            text: page.model.subtitle
        }

        CentredHeadline {
            room: parent.width
            text: page.model.start.label
            color: Theme.teal
        }

        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Theme.gap

            Repeater {
                model: page.model.languages.length

                QuietButton {
                    required property int index
                    readonly property var face: page.model.languages[index] ?? ({})

                    width: 300
                    objectName: "language_" + (face.code ?? "")
                    label: face.label ?? ""
                    onTouched: page.intent("language", { "code": face.code })
                }
            }
        }

        Notices {
            width: parent.width
            notices: [page.model.warning]
        }
    }
}
