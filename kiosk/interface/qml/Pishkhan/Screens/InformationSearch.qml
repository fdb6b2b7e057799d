// Typed on the screen's keyboard; what fits comes as one types.
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

JourneyPage {
    id: page

    Column {
        id: asked

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        spacing: Theme.compact ? 14 : 24

        Headline {
            width: parent.width
            visible: !Theme.low && !(Theme.wide && Theme.compact)
            text: page.model.label
        }

        TypedField {
            width: parent.width
            value: page.model.query
            placeholder: page.model.placeholder
        }
    }

    ScrollArea {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: asked.bottom
        anchors.topMargin: Theme.gap
        anchors.bottom: keys.top
        anchors.bottomMargin: Theme.gap
        spacing: 16

        Notice {
            width: parent.width
            visible: page.model.empty ? true : false
            icon: "info"
            text: page.model.empty ?? ""
        }

        ChoiceList {
            width: parent.width
            choices: page.model.results
            onIntent: (name, payload) => page.intent(name, payload)
        }
    }

    Keyboard {
        id: keys

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.compact ? -24 : 0
        anchors.rightMargin: Theme.compact ? -24 : 0
        anchors.bottom: ways.top
        anchors.bottomMargin: Theme.gap
        layout: page.model.layout
        spaceLabel: page.model.space_label
        halfSpaceLabel: page.model.half_space_label
        eraseLabel: page.model.erase_label
        clearLabel: page.model.clear_label
        onIntent: (name, payload) => page.intent(name, payload)
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
