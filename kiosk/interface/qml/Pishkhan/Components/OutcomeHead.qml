// What has come of it: a sign, the outcome, what it means.
import QtQuick
import Pishkhan.Theme

Column {
    id: head

    property string icon
    property string tone: "good"
    property string headline
    property string body
    property int diameter: 208

    spacing: 20

    Medallion {
        anchors.horizontalCenter: parent.horizontalCenter
        diameter: head.diameter
        icon: head.icon
        ink: Theme.toneInk(head.tone)
        color: Theme.toneGround(head.tone)
    }

    Headline {
        width: parent.width
        text: head.headline
        horizontalAlignment: Text.AlignHCenter
    }

    KioskText {
        width: parent.width
        text: head.body
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: Theme.lead
        lineHeight: Theme.textLine
        color: Theme.muted
        wrapMode: Text.WordWrap
        maximumLineCount: 4
        elide: Text.ElideRight
    }
}
