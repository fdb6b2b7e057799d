// A label and a sum; sums stand in a column at the far edge, hence the tabular digits.
import QtQuick
import Pishkhan.Theme

Item {
    id: row

    property string label
    property string value
    property string tone: "plain"
    readonly property color ink: tone === "good" ? Theme.good : tone === "notice" ? Theme.noticeInk : Theme.ink

    implicitHeight: 62

    KioskText {
        anchors.left: parent.left
        anchors.right: sum.left
        anchors.rightMargin: 24
        anchors.verticalCenter: parent.verticalCenter
        text: row.label
        color: row.ink
        elide: Text.ElideRight
    }

    KioskText {
        id: sum

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        text: row.value
        color: row.ink
        font.weight: Font.DemiBold
        font.features: { "tnum": 1 }
    }
}
