// Where the counter's page stands: one at a time, made anew when another kind of page comes. No
// Loader: one that is given a model to begin with never lets go of it (Qt 6.11), and a kiosk grew
// by 60 MB in a thousand visits.
import QtQuick
import Pishkhan.Components

Item {
    id: stage

    readonly property alias page: kept.page

    function show(file: string, model: var) {
        if (kept.file === file && kept.page) {
            kept.page.model = model;
            return;
        }
        const before = kept.page;
        kept.file = file;
        kept.page = kept.made(file).createObject(stage, {
            "model": model,
            "width": stage.width,
            "height": stage.height
        }) as ScreenPage;
        kept.page.anchors.fill = stage;
        if (before) {
            before.visible = false;  // it goes when its own handlers are done
            before.destroy();
        }
    }

    QtObject {
        id: kept

        property ScreenPage page: null
        property string file
        readonly property var components: ({})

        function made(file: string): Component {
            const component = components[file] ?? Qt.createComponent(file);
            if (component.status !== Component.Ready)
                throw new Error(component.errorString());
            components[file] = component;
            return component;
        }
    }
}
