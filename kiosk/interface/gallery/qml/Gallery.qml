// The gallery: a page of specimens, and what turns the pages and changes language and mode.
pragma ComponentBehavior: Bound
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

Window {
    id: window

    required property var gallery
    property var page: null
    // As long as its page and without controls: to be pictured whole.
    property bool unfolded: false
    readonly property real pageHeight: Math.ceil((head.height + content.height) * grid.scale)

    width: 1080
    height: 1920
    title: "Pishkhan: gallery"
    color: Theme.paper

    Component.onCompleted: window.gallery.turned.connect(window.turn)

    function turn(page: var): void {
        specimens.model = [];
        window.page = page;
        view.contentY = 0;
        specimens.model = page.groups;
    }

    // Always of a kiosk's screen, however long the page is.
    Mode {
        id: mode

        preferences: window.page?.preferences ?? ({})
        screenWidth: 1080
        screenHeight: 1920
        pixelScale: grid.scale * window.Screen.devicePixelRatio
    }

    Item {
        id: grid

        LayoutMirroring.enabled: !Theme.leftToRight
        LayoutMirroring.childrenInherit: true
        width: mode.gridWidth
        height: window.height / scale
        scale: window.width / width
        rotation: scale === 1 ? 0 : 1e-6
        transformOrigin: Item.TopLeft

        PageHead {
            id: head

            z: 1
            width: parent.width
            title: window.page?.title ?? ""
            about: window.page?.about ?? ""
            shown: (window.page?.language ?? "") + " · " + (window.page?.mode ?? "")
        }

        Flickable {
            id: view

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: head.bottom
            anchors.bottom: window.unfolded ? parent.bottom : controls.top
            contentHeight: content.height
            interactive: contentHeight > height
            boundsBehavior: Flickable.StopAtBounds
            clip: true

            Column {
                id: content

                width: parent.width
                topPadding: 40
                bottomPadding: 56
                spacing: 64

                ChoiceList {
                    x: Theme.margin
                    width: parent.width - 2 * Theme.margin
                    visible: choices.length > 0
                    choices: window.page?.choices ?? []
                    onIntent: (name, payload) => window.gallery.touch(name, payload)
                }

                Repeater {
                    id: specimens

                    GroupOfSpecimens {
                        required property int index
                        required property var modelData

                        width: content.width
                        place: index
                        group: modelData
                        gallery: window.gallery
                    }
                }
            }
        }

        Controls {
            id: controls

            anchors.bottom: parent.bottom
            width: parent.width
            visible: !window.unfolded
            page: window.page
            onIntent: (name, payload) => window.gallery.touch(name, payload)
        }
    }
}
