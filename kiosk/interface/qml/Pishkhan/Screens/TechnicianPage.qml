// How the line, the queue and the stick are; to write the queue first, to bring the answer after.
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

JourneyPage {
    id: page

    ScrollArea {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: finish.top
        anchors.bottomMargin: Theme.gap
        spacing: Theme.gap

        Headline {
            width: parent.width
            text: page.model.title
        }

        FactCard {
            width: parent.width
            rows: page.model.rows
        }

        Notices {
            width: parent.width
            notices: page.model.notices
        }

        HeroTile {
            width: parent.width
            height: implicitHeight
            objectName: "choice_" + face.id
            face: Object.assign({ "why": page.model.choices[0].subtitle }, page.model.choices[0])
            onTouched: page.intent(face.intent, { "id": face.id })
        }

        ChoiceList {
            width: parent.width
            choices: page.model.choices.slice(1)
            onIntent: (name, payload) => page.intent(name, payload)
        }
    }

    QuietButton {
        id: finish

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        objectName: page.model.primary.name
        label: page.model.primary.label
        onTouched: page.intent(page.model.primary.intent, {})
    }
}
