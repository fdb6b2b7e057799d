// This kiosk can't serve now: why, and whom to call.
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

ScreenPage {
    id: page

    ScrollArea {
        anchors.fill: parent
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        anchors.topMargin: Theme.gap
        anchors.bottomMargin: Theme.gap
        lowered: 0.4
        spacing: Theme.compact ? 24 : 56

        OutcomeHead {
            width: parent.width
            diameter: 304
            icon: "wrench"
            tone: "notice"
            headline: page.model.headline
            body: page.model.body
        }

        Card {
            width: parent.width
            height: facts.height + 80

            Column {
                id: facts

                x: 48
                y: 40
                width: parent.width - 96
                spacing: 32

                Row {
                    width: parent.width
                    spacing: 28

                    Icon {
                        name: "info"
                        size: 56
                        ink: Theme.noticeInk
                    }

                    Column {
                        width: parent.width - 84

                        KioskText {
                            width: parent.width
                            text: page.model.reason
                            font.pixelSize: Theme.lead
                            lineHeight: Theme.textLine
                            wrapMode: Text.WordWrap
                        }

                        KioskText {
                            objectName: "back"
                            width: parent.width
                            visible: text !== ""
                            text: page.model.back
                            font.pixelSize: Theme.lead
                            font.weight: Font.ExtraBold
                            lineHeight: Theme.textLine
                            wrapMode: Text.WordWrap
                        }
                    }
                }

                Rectangle {
                    width: parent.width
                    height: Theme.lineWidth
                    color: Theme.line
                }

                Row {
                    width: parent.width
                    spacing: 28
                    visible: page.model.nearest ? true : false

                    Icon {
                        name: "map-pin"
                        size: 56
                        ink: Theme.teal
                    }

                    Column {
                        width: parent.width - 84

                        KioskText {
                            width: parent.width
                            text: page.model.nearest_label
                            color: Theme.muted
                        }

                        KioskText {
                            width: parent.width
                            text: [page.model.nearest?.name ?? "", page.model.nearest?.distance ?? ""].filter(part => part !== "").join(" · ")
                            font.pixelSize: Theme.lead
                            font.weight: Font.ExtraBold
                            wrapMode: Text.WordWrap
                        }

                        KioskText {
                            width: parent.width
                            text: page.model.nearest?.address ?? ""
                            wrapMode: Text.WordWrap
                        }
                    }
                }

                Rectangle {
                    width: parent.width
                    height: Theme.lineWidth
                    color: Theme.line
                    visible: page.model.nearest ? true : false
                }

                Row {
                    width: parent.width
                    spacing: 28

                    Icon {
                        anchors.verticalCenter: parent.verticalCenter
                        name: "phone"
                        size: 56
                        ink: Theme.teal
                    }

                    KioskText {
                        anchors.verticalCenter: parent.verticalCenter
                        width: parent.width - 84
                        text: page.model.phone
                        font.pixelSize: 44
                        font.weight: Font.ExtraBold
                        color: Theme.teal
                        wrapMode: Text.WordWrap
                    }
                }
            }
        }
    }
}
