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
    readonly property var preferences: model?.preferences ?? ({})
    readonly property bool wide: width > height
    // Below 16:9 less fits under each other, and such screens are small: fewer grid units then.
    readonly property bool short: !wide && height / Math.max(1, width) < 1.7
    readonly property bool large: preferences.text === "large"
    // A wide screen is low enough as it is.
    readonly property bool low: preferences.reach === "low" && !wide
    readonly property real gridWidth: (wide ? 1600 : short ? 940 : 1080) / (large ? (low ? 1.12 : 1.25) : 1)
    // How much of the height may be touched in low reach: the rest is above 1200 mm where the
    // screen's lower edge is at 890 mm.
    readonly property real reached: low ? (large ? 0.64 : 0.57) : 1

    // Between header and foot, about; it decides how much is said.
    readonly property real room: (low ? reached * grid.height : grid.height - 160) - 176

    function show(name: string, shown: var) {
        const file = Qt.resolvedUrl("Pishkhan/Screens/" + pages[name] + ".qml");
        window.model = shown;
        const drawn = page.item as ScreenPage;
        if (page.source === file && drawn)
            drawn.model = shown;
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
        "receipt_menu": "ReceiptMenu",
        "receipt_entry": "ReceiptEntry",
        "receipt_found": "ReceiptFound",
        "receipt_copying": "ReceiptCopying",
        "receipt_check": "ReceiptCheck",
        "information_menu": "InformationMenu",
        "information_list": "InformationList",
        "information_page": "InformationPage",
        "information_search": "InformationSearch",
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

    Binding {
        target: Theme
        property: "strong"
        value: window.preferences.contrast === "high"
    }

    Binding {
        target: Theme
        property: "leftToRight"
        value: window.preferences.direction === "ltr"
    }

    Binding {
        target: Theme
        property: "wide"
        value: window.wide
    }

    Binding {
        target: Theme
        property: "low"
        value: window.low
    }

    Binding {
        target: Theme
        property: "least"
        value: window.wide ? 96 : window.short ? 92 : 76
    }

    Binding {
        target: Theme
        property: "apart"
        value: window.wide || window.short ? 20 : 16
    }

    Binding {
        target: Theme
        property: "pillHeight"
        value: window.wide || window.short ? 96 : 80
    }

    Binding {
        target: Theme
        property: "compact"
        value: window.room < 1330
    }

    Binding {
        target: Theme
        property: "tight"
        value: window.room < 960
    }

    Binding {
        target: Theme
        property: "oneLine"
        value: window.wide && !window.large
    }

    Item {
        id: grid

        LayoutMirroring.enabled: !Theme.leftToRight
        LayoutMirroring.childrenInherit: true
        width: window.gridWidth
        height: window.height / scale
        scale: window.width / width
        // Scaled, the software renderer draws rounded borders unevenly edge by edge; rotated, it
        // paints them whole and smooth. A millionth of a degree moves nothing by a pixel.
        rotation: scale === 1 ? 0 : 1e-6
        transformOrigin: Item.TopLeft

        Header {
            id: header

            width: parent.width
            place: window.model?.place ?? ({ "city": "", "line": "" })
            clock: window.model?.clock ?? ({ "time": "", "date": "" })
            journey: window.model?.steps ? true : false
        }

        LowReachCrown {
            id: crown

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: header.bottom
            height: window.low ? (1 - window.reached) * parent.height - header.height : 0
            enabled: !window.covered
            title: window.model?.title ?? ""
        }

        Loader {
            id: page

            objectName: "page"
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: crown.bottom
            anchors.bottom: foot.top
            anchors.bottomMargin: window.model?.listen ? Theme.pillHeight + 24 : 0
            enabled: !window.covered
        }

        StatusFoot {
            id: foot

            anchors.bottom: parent.bottom
            width: parent.width
            enabled: !window.covered
            status: window.model?.status ?? null
            pills: (window.model?.pills ?? []).filter(pill => pill.id !== "low" || !window.wide)
            listen: window.model?.listen ?? null
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
