// A component: its name, what it is, and each of its states.
pragma ComponentBehavior: Bound
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

Column {
    id: list

    required property var group
    required property int place
    required property var gallery

    spacing: 24

    Column {
        x: Theme.margin
        width: parent.width - 2 * Theme.margin
        spacing: 2

        Rectangle {
            width: parent.width
            height: Theme.lineWidth
            color: Theme.line
        }

        KioskText {
            width: parent.width
            topPadding: 14
            text: list.group.component
            font.pixelSize: Theme.lead
            font.weight: Font.ExtraBold
            color: Theme.teal
        }

        KioskText {
            width: parent.width
            visible: text !== ""
            text: list.group.about
            font.pixelSize: Theme.small
            color: Theme.muted
            wrapMode: Text.WordWrap
        }
    }

    Flow {
        id: flow

        readonly property real inner: list.width - 2 * Theme.margin
        readonly property var widths: ({
            "whole": inner,
            "half": Math.floor((inner - spacing) / 2),
            "third": Math.floor((inner - 2 * spacing) / 3),
            "bleed": list.width
        })

        x: bleeds ? 0 : Theme.margin
        width: bleeds ? list.width : inner
        spacing: 28

        // A component that goes from edge to edge has a group of its own.
        readonly property bool bleeds: list.group.specimens.some(specimen => specimen.span === "bleed")

        Repeater {
            model: list.group.specimens

            SpecimenCell {
                required property int index
                required property var modelData

                specimen: modelData
                place: list.place + "." + index
                gallery: list.gallery
                width: flow.widths[specimen.span]
                inset: flow.bleeds ? Theme.margin : 0
            }
        }
    }
}
