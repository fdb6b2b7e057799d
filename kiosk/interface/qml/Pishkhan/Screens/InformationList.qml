// Services, offices with their map, or fees.
pragma ComponentBehavior: Bound
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

JourneyPage {
    id: page

    ScrollArea {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: ways.top
        anchors.bottomMargin: Theme.gap
        spacing: Theme.gap

        Headline {
            width: parent.width
            text: page.model.title
        }

        Loader {
            width: parent.width
            active: page.model.map ? true : false
            visible: active
            sourceComponent: CityMap {
                map: page.model.map
            }
        }

        Notice {
            width: parent.width
            visible: page.model.empty ? true : false
            icon: "info"
            text: page.model.empty ?? ""
        }

        ChoiceList {
            width: parent.width
            choices: page.model.choices
            onIntent: (name, payload) => page.intent(name, payload)
        }

        Notices {
            width: parent.width
            notices: page.model.notices
        }
    }

    WaysBack {
        id: ways

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        back: page.model.back
        cancel: page.model.cancel
        onIntent: (name, payload) => page.intent(name, payload)
    }
}
