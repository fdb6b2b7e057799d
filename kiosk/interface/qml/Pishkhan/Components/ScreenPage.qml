// What every screen is: a model to draw, intents to send.
import QtQuick

Item {
    id: page

    required property var model

    signal intent(string name, var payload)
}
