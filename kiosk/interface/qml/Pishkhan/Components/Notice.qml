// A calm word about what one should know here.
import QtQuick
import Pishkhan.Theme

Rectangle {
    id: notice

    property string tone: "notice"
    property string icon
    property string text
    property int size: 29
    property int weight: Font.Medium

    implicitHeight: Math.max(Theme.compact ? 88 : 112, words.implicitHeight + (Theme.compact ? 28 : 48))
    radius: Theme.buttonRadius
    color: Theme.toneGround(tone)
    border.width: Theme.groundEdge
    border.color: Theme.toneInk(tone)

    Icon {
        id: sign

        anchors.left: parent.left
        anchors.leftMargin: 36
        anchors.verticalCenter: parent.verticalCenter
        name: notice.icon
        size: 48
        ink: words.color
    }

    KioskText {
        id: words

        anchors.left: sign.right
        anchors.leftMargin: 28
        anchors.right: parent.right
        anchors.rightMargin: 36
        anchors.verticalCenter: parent.verticalCenter
        text: notice.text
        font.pixelSize: notice.size
        font.weight: notice.weight
        lineHeight: Theme.textLine
        wrapMode: Text.WordWrap
        color: Theme.toneInk(notice.tone)
    }
}
