"""What is drawn while the counter is away: at once a bare screen, after a while also words.

Between visits the screen stays as it is for that while: nothing on it is anyone's, and a touch
on it is told to the counter when it is back. A spare's window is hidden and draws nothing.

A counter that is restarted comes back before anyone could read; words that flash by only
worry. And the sentences (their parser and its memory) are loaded only by whoever needs them.
"""

from PySide6.QtCore import QObject, QTimer

from kiosk.boundary import Screen
from kiosk.interface.connection import CounterConnection
from kiosk.interface.view_model import ViewModel

PATIENCE_MS = 700
BETWEEN_VISITS_MS = 2500
"""A counter that is renewed after a visit takes a second; nobody need know."""


class Absence(QObject):
    """Watches the line to the counter for the view model."""

    def __init__(self, connection: CounterConnection, view_model: ViewModel) -> None:
        super().__init__(view_model)
        self._connection = connection
        self._view_model = view_model
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._say)
        connection.shown.connect(self._end)
        connection.lost.connect(self.begin)

    def begin(self) -> None:
        """The counter is away from now on."""
        if self._connection.is_spare:
            return
        if self._connection.is_between_visits:
            self._patience.start(BETWEEN_VISITS_MS)
            return
        self._view_model.show_one_moment(headline="", body="")
        self._patience.start(PATIENCE_MS)

    def _say(self) -> None:
        from kiosk.texts import Texts

        texts = Texts()
        self._view_model.show_one_moment(
            headline=texts("one-moment-title"), body=texts("one-moment-body")
        )

    def _end(self, _screen: Screen, _seq: int) -> None:
        self._patience.stop()
