"""What QML sees: the screen's name and model in, intents out. Nothing else crosses."""

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.boundary import Intent, Screen, to_model

ONE_MOMENT = "one_moment"


class ViewModel(QObject):
    """QML listens to `shown` and calls `touch`; Python connects `intent`."""

    shown = Signal(str, "QVariantMap")
    intent = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._screen = ONE_MOMENT
        self._seq = 0

    @property
    def screen(self) -> str:
        """The name of the screen drawn now."""
        return self._screen

    @property
    def seq(self) -> int:
        """The number of the counter's last Show; 0 while none was drawn."""
        return self._seq

    def show(self, screen: Screen, seq: int) -> None:
        """Draws the counter's screen."""
        self._screen, self._seq = screen.screen, seq
        self.shown.emit(screen.screen, to_model(screen))

    def show_one_moment(self, model: dict[str, object]) -> None:
        """Draws the screen for a counter that is away; what was there before is forgotten."""
        self._screen, self._seq = ONE_MOMENT, 0
        self.shown.emit(ONE_MOMENT, model)

    @Slot(str, "QVariantMap")
    def touch(self, name: str, payload: dict[str, object]) -> None:
        """Something was touched on the present screen."""
        self.intent.emit(Intent(name, payload, self._screen))
