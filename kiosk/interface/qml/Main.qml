// The kiosk's window: header, the counter's screen, foot, and what may lie over them.
pragma ComponentBehavior: Bound
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components
import Pishkhan.Screens

Window {
    id: window

    required property var counter
    property var model: null
    readonly property bool covered: model?.idle || model?.help ? true : false

    function show(name: string, shown: var) {
        const file = Qt.resolvedUrl("Pishkhan/Screens/" + pages[name] + ".qml");
        window.model = shown;
        if (page.source === file)
            (page.item as ScreenPage).model = shown;
        else
            page.setSource(file, { "model": shown });
    }

    readonly property var pages: ({
        "attract": "Attract",
        "home": "Home",
        "bill_entry": "BillEntry",
        "bill_review": "BillReview",
        "paying": "Paying",
        "printing": "Printing",
        "done": "Done",
        "message": "Message",
        "recovery": "Recovery",
        "out_of_service": "OutOfService",
        "one_moment": "OneMoment"
    })

    width: 1080
    height: 1920
    color: Theme.paper

    Component.onCompleted: window.counter.shown.connect(window.show)

    Binding {
        target: Theme
        property: "pixelScale"
        value: grid.scale * window.Screen.devicePixelRatio
    }

    Item {
        id: grid

        LayoutMirroring.enabled: true
        LayoutMirroring.childrenInherit: true
        width: 1080
        height: 1920
        scale: Math.min(window.width / width, window.height / height)
        // Scaled, the software renderer draws rounded borders unevenly edge by edge; rotated, it
        // paints them whole and smooth. A millionth of a degree moves nothing by a pixel.
        rotation: scale === 1 ? 0 : 1e-6
        transformOrigin: Item.TopLeft
        x: (window.width - width * scale) / 2
        y: (window.height - height * scale) / 2

        Header {
            id: header

            width: parent.width
            place: window.model?.place ?? ({ "city": "", "line": "" })
            clock: window.model?.clock ?? ({ "time": "", "date": "" })
            journey: window.model?.steps ? true : false
        }

        Loader {
            id: page

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: header.bottom
            anchors.bottom: foot.top
            enabled: !window.covered
        }

        StatusFoot {
            id: foot

            anchors.bottom: parent.bottom
            width: parent.width
            enabled: !window.covered
            status: window.model?.status ?? null
            pills: window.model?.pills ?? []
            onIntent: (name, payload) => window.counter.touch(name, payload)
        }

        Loader {
            anchors.fill: parent
            active: window.model?.help ? true : false
            sourceComponent: HelpOverlay {
                enabled: window.model?.idle ? false : true
                model: window.model.help
                onIntent: (name, payload) => window.counter.touch(name, payload)
            }
        }

        Loader {
            anchors.fill: parent
            active: window.model?.idle ? true : false
            sourceComponent: IdleOverlay {
                model: window.model.idle
                onIntent: (name, payload) => window.counter.touch(name, payload)
            }
        }
    }

    Connections {
        target: page.item as ScreenPage

        function onIntent(name: string, payload: var) {
            window.counter.touch(name, payload);
        }
    }
}
