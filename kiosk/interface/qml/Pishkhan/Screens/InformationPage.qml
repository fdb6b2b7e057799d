// A service or an office in full.
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
        spacing: 28

        Column {
            width: parent.width
            spacing: 8

            Headline {
                width: parent.width
                text: page.model.headline
                always: true
            }

            KioskText {
                width: parent.width
                visible: text !== ""
                text: page.model.body
                font.pixelSize: Theme.lead
                color: Theme.muted
                lineHeight: Theme.textLine
                wrapMode: Text.WordWrap
            }
        }

        FactCard {
            width: parent.width
            visible: page.model.rows.length > 0
            rows: page.model.rows
        }

        Repeater {
            model: page.model.paragraphs.length

            ParagraphCard {
                required property int index

                width: parent?.width ?? 0
                paragraph: page.model.paragraphs[index] ?? ({})
            }
        }

        Loader {
            width: parent.width
            active: page.model.map ? true : false
            visible: active
            sourceComponent: CityMap {
                map: page.model.map
            }
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
