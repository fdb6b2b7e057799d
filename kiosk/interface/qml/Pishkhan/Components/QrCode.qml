// A code to photograph: black on white in every mode, with the free edge that readers want.
import QtQuick
import Pishkhan.Theme

Rectangle {
    id: code

    property string text

    implicitWidth: 420
    implicitHeight: 420
    color: Theme.codeGround

    Image {
        anchors.fill: parent
        mirror: false
        smooth: false
        fillMode: Image.PreserveAspectFit
        source: code.text === "" ? "" : "image://qr/" + encodeURIComponent(code.text)
    }
}
