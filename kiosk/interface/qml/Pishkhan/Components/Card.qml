// A white sheet on the paper.
import QtQuick
import Pishkhan.Theme

Rectangle {
    radius: Theme.cardRadius
    color: Theme.card
    border.width: Theme.lineWidth
    border.color: Theme.line
}
