// What has come of it: a sign, the outcome, what it means.
import QtQuick
import Pishkhan.Theme

Column {
    id: head

    property string icon
    property string tone: "good"
    property string headline
    property string body
    property int diameter: 184
    readonly property int shown: Theme.compact ? Math.round(diameter * 0.6) : diameter

    spacing: Math.round(shown / 12)

    Medallion {
        anchors.horizontalCenter: parent.horizontalCenter
        diameter: head.shown
        icon: head.icon
        ink: Theme.toneInk(head.tone)
        color: Theme.toneGround(head.tone)
    }

    CentredHeadline {
        room: parent.width
        text: head.headline
    }

    CentredBody {
        room: parent.width
        text: head.body
    }
}
