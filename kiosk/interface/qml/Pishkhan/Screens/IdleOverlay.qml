// Is anyone still here? Time left, more time, or end now.
import QtQuick
import Pishkhan.Components

Sheet {
    id: sheet

    required property var model

    signal intent(string name, var payload)

    Ring {
        anchors.horizontalCenter: parent.horizontalCenter
        width: 272
        height: 272
        remaining: sheet.model.remaining_s
        total: sheet.most
        icon: "hand-waving"
        iconSize: 132
    }

    // The full time is what it was when the question first came up.
    property int most: 1

    Component.onCompleted: most = Math.max(1, model.remaining_s)

    CentredHeadline {
        room: parent.width
        text: sheet.model.title
    }

    CentredBody {
        room: parent.width
        text: sheet.model.text
    }

    PrimaryButton {
        width: parent.width
        objectName: "more"
        label: sheet.model.more
        onTouched: sheet.intent("more", {})
    }

    QuietButton {
        width: parent.width
        objectName: "close"
        label: sheet.model.close
        onTouched: sheet.intent("close", {})
    }
}
