"""Who is on the screen, who waits hidden: the interfaces of one counter and their parts.

One window is shown at a time. Its process is replaced when it ends, and between visits when it
has held something personal: a spare then comes forward, and once it is drawn the used one leaves,
so the glass is never empty. Not thread-safe; the server holds its lock.
"""

from typing import assert_never

from kiosk.boundary.frames import Role
from kiosk.boundary.viewer import Viewer


class Cast:
    """Keeps the parts; `present` is the frame of the present screen once there is one."""

    def __init__(self) -> None:
        self.present: bytes | None = None
        self.is_personal = True
        self.is_between_visits = False
        self._shown: Viewer | None = None
        self._coming: Viewer | None = None
        self._spares: list[Viewer] = []
        self._programs: set[Viewer] = set()
        self._awaited = True

    @property
    def seeing(self) -> list[Viewer]:
        """All that get each screen."""
        windows = (self._shown, self._coming)
        return [*(w for w in windows if w is not None), *self._programs]

    @property
    def shown(self) -> Viewer | None:
        """Whose window stands before the citizen."""
        return self._shown

    @property
    def is_settled(self) -> bool:
        """Nobody on the screen has held something personal, or nobody can take his place."""
        if self._coming is not None:
            return False
        return self._shown is None or not self._shown.used or not self._spares

    def may_touch(self, viewer: Viewer) -> bool:
        """Do its intents count? A spare's and a leaving one's don't."""
        return viewer in self.seeing

    def enter(self, viewer: Viewer, role: Role, used: bool) -> None:
        """`viewer` has said what it is, and whether it has held something personal."""
        viewer.used = used
        match role:
            case Role.PROGRAM:
                self._programs.add(viewer)
                self._show(viewer)
            case Role.SPARE:
                self._spares.append(viewer)
            case Role.SHOWN:
                self._enter_shown(viewer)
            case _:
                assert_never(role)
        self.fill()

    def _enter_shown(self, viewer: Viewer) -> None:
        """Two may say so when the counter was restarted in the middle of a change."""
        if self._shown is None:
            self._shown = viewer
            self._show(viewer)
            return
        if viewer.used or not self._shown.used:
            viewer.leave()
            return
        self._shown.leave()
        self._shown = viewer
        self._show(viewer)

    def drawn(self, viewer: Viewer) -> None:
        """`viewer` stands on the screen: whom it replaces may go."""
        if viewer is not self._coming:
            return
        used, self._shown, self._coming = self._shown, viewer, None
        if used is not None:
            used.leave()
        self.fill()

    def gone(self, viewer: Viewer) -> None:
        """Its line is closed."""
        self._programs.discard(viewer)
        if viewer in self._spares:
            self._spares.remove(viewer)
        if viewer is self._coming:
            self._coming = None
        if viewer is self._shown:
            self._shown, self._coming = self._coming, None
        self.fill()

    def await_no_longer(self) -> None:
        """A window that was shown before this counter started had the time to say so."""
        self._awaited = False
        self.fill()

    def fill(self) -> None:
        """Calls a spare forward where one is needed."""
        if not self._spares:
            return
        if self._shown is None:
            if not self._awaited:
                self._shown = self._spares.pop(0)
                self._show(self._shown)
        elif self._shown.used and self.is_between_visits and self._coming is None:
            self._coming = self._spares.pop(0)
            self._show(self._coming)

    def show_all(self) -> None:
        """The present screen is another."""
        for viewer in self.seeing:
            self._show(viewer)
        self.fill()

    def _show(self, viewer: Viewer) -> None:
        if self.present is None:
            return
        viewer.used = viewer.used or self.is_personal
        viewer.show(self.present)
