"""What QML sees: the screen's name and model in, intents out. Nothing else crosses."""

from msgspec import json
from PySide6.QtCore import QObject, Signal, Slot

from kiosk.boundary import Intent, Screen

ONE_MOMENT = "one_moment"


class ViewModel(QObject):
    """QML listens to `shown` and calls `touch`; Python connects `intent`."""

    shown = Signal(str, dict)
    intent = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._screen = ONE_MOMENT
        self._seq = 0
        self._is_mirrored = True
        self._place: object = {"city": "", "line": ""}

    @property
    def screen(self) -> str:
        """The name of the screen drawn now."""
        return self._screen

    @property
    def is_mirrored(self) -> bool:
        """Whether the screen's language runs from right to left."""
        return self._is_mirrored

    @property
    def seq(self) -> int:
        """The number of the counter's last Show; 0 while the counter is away."""
        return self._seq

    def show(self, screen: Screen, seq: int) -> None:
        """Draws the counter's screen."""
        self._screen, self._seq = screen.screen, seq
        self._is_mirrored = screen.preferences.direction == "rtl"
        model = _plain(screen)
        self._place = model["place"]
        self.shown.emit(screen.screen, model)

    def show_one_moment(self, headline: str, body: str) -> None:
        """Draws the screen for a counter that is away. Of the screen before, only the place
        stays: a clock that stands still and a visit that is nobody's would be wrong."""
        self._screen, self._seq = ONE_MOMENT, 0
        model = {"headline": headline, "body": body, "place": self._place}
        self.shown.emit(ONE_MOMENT, model)

    @Slot(str, "QVariantMap")
    def touch(self, name: str, payload: dict[str, object]) -> None:
        """Something was touched on the present screen."""
        self.intent.emit(Intent(name, payload, self._screen))


def _plain(screen: Screen) -> dict[str, object]:
    """Dicts, lists and scalars: PySide hands a tuple to QML as an object QML can't read."""
    model = json.decode(json.encode(screen))
    assert isinstance(model, dict)
    return model
