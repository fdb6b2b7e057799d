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

    function show(name: string, shown: var) {
        const file = Qt.resolvedUrl("Pishkhan/Screens/" + pages[name] + ".qml");
        window.model = shown;
        stage.show(file, shown);
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
        "technician_code": "TechnicianCode",
        "technician_page": "TechnicianPage",
        "technician_carrying": "TechnicianCarrying",
        "technician_told": "TechnicianTold",
        "one_moment": "OneMoment"
    })

    width: 1080
    height: 1920
    color: Theme.paper

    Component.onCompleted: window.counter.shown.connect(window.show)

    Mode {
        id: mode

        preferences: window.preferences
        screenWidth: window.width
        screenHeight: window.height
        pixelScale: grid.scale * window.Screen.devicePixelRatio
    }

    Item {
        id: grid

        LayoutMirroring.enabled: !Theme.leftToRight
        LayoutMirroring.childrenInherit: true
        width: mode.gridWidth
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
            enabled: !window.covered
            height: mode.low ? (1 - mode.reached) * parent.height - header.height : 0
            title: window.model?.title ?? ""
        }

        PageStage {
            id: stage

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: crown.bottom
            anchors.bottom: foot.top
            anchors.bottomMargin: foot.strips
            enabled: !window.covered
        }

        StatusFoot {
            id: foot

            anchors.bottom: parent.bottom
            width: parent.width
            enabled: !window.covered
            status: window.model?.status ?? null
            pills: (window.model?.pills ?? []).filter(pill => pill.id !== "low" || !mode.wide)
            listen: window.model?.listen ?? null
            door: window.model?.technician ?? null
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
        target: stage.page

        function onIntent(name: string, payload: var) {
            window.counter.touch(name, payload);
        }
    }
}
