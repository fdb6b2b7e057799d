// One component in one state, under the name of that state.
import QtQuick
import Pishkhan.Theme
import Pishkhan.Components

Column {
    id: cell

    required property var specimen
    required property string place
    required property var gallery
    // The label's distance from the edge, where the component has none.
    property real inset: 0

    // The same names stand in many specimens; the keypad's focus wants each once.
    function prepare(thing: var, isRoot: bool): void {
        const known = isRoot && thing.objectName === "" ? "itself" : thing.objectName;
        if (thing.touchable !== undefined) {
            if (known === cell.specimen.held || isRoot && cell.specimen.held === "itself")
                thing.held = true;
            if (known === cell.specimen.focused || isRoot && cell.specimen.focused === "itself")
                thing.marked = true;
            if (known !== "")
                thing.objectName = cell.place + " " + known;
        }
        for (const child of Array.from(thing.children ?? []))
            prepare(child, false);
    }

    function load(): void {
        const properties = Object.assign({}, cell.specimen.properties);
        for (const name in properties)
            if (properties[name] === "@width")
                properties[name] = cell.width;
            else if (properties[name] === "@gallery")
                properties[name] = cell.gallery;
        stage.setSource(cell.specimen.file, properties);
    }

    spacing: 14

    KioskText {
        x: cell.inset
        width: cell.width - 2 * cell.inset
        visible: text !== ""
        text: cell.specimen.state
        font.pixelSize: 24
        color: Theme.muted
        wrapMode: Text.WordWrap
        lineHeight: 0.86
    }

    Item {
        width: 1
        height: cell.specimen.above
        visible: height > 0
    }

    Item {
        width: cell.width
        height: stage.height

        Loader {
            id: stage

            anchors.left: parent.left
            onLoaded: cell.prepare(item, true)
        }
    }

    Component.onCompleted: {
        if (cell.specimen.width > 1)
            stage.width = cell.specimen.width;
        else if (cell.specimen.width === 0)
            stage.width = Qt.binding(() => cell.width);
        if (cell.specimen.height > 0)
            stage.height = cell.specimen.height;
        load();
    }
}
