"""Looking at everything that the page shows, several times a second, and telling the scene."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import msgspec

from contract.errors import PishkhanError
from provisioning.demo.desk.rows import HubRows, JournalRows
from provisioning.demo.desk.scene import Part, Scene
from provisioning.demo.desk.switches import Switch, Switches
from provisioning.demo.stage import Stage

DEVICES_EVERY_S = 0.15
KIOSK_EVERY_S = 0.4
JOURNAL_EVERY_S = 0.25
HUB_EVERY_S = 0.6
PAPERS_SHOWN = 6
log = logging.getLogger(__name__)


class Watching:
    """Each look is a method; `watch` runs each in a thread of its own."""

    def __init__(self, stage: Stage, scene: Scene, switches: Switches) -> None:
        self._stage = stage
        self._scene = scene
        self._switches = switches
        self._journal = JournalRows(stage.kiosk.directory)
        self._hub = HubRows(stage.city.administrator)

    def terminal(self) -> None:
        state = self._stage.kiosk.devices.tell("terminal", do="state")
        amount = state["amount"]
        self._scene.tell(
            Part.TERMINAL,
            {"phase": state["phase"], "amount": amount, "charges": state["charges"]},
        )

    def paper(self) -> None:
        devices = self._stage.kiosk.devices
        state = devices.tell("printer", do="state")
        pieces = [path.stem for path in devices.papers()]
        self._scene.tell(
            Part.PAPER,
            {
                "rows": state["rows_hanging_out"],
                "trouble": state["trouble"],
                "pieces": pieces[-PAPERS_SHOWN:],
                "count": len(pieces),
            },
        )

    def kiosk(self) -> None:
        powered = self._switches.is_on(Switch.POWER)
        screen = self._stage.kiosk.dock.screen() if powered else None
        self._scene.tell(Part.KIOSK, {"screen": screen, "online": self._stage.kiosk.online()})

    def journal(self) -> None:
        rows, waiting = self._journal.look()
        self._scene.tell(Part.JOURNAL, {"rows": msgspec.to_builtins(rows), "waiting": waiting})

    def hub(self) -> None:
        journal = self._journal.journal
        if journal is not None:
            rows = self._hub.look(journal)
            self._scene.tell(Part.HUB, {"rows": msgspec.to_builtins(rows)})


@contextmanager
def watch(watching: Watching) -> Iterator[None]:
    """All looks go on until the end; one that fails is tried again and told once."""
    ended = threading.Event()
    looks: dict[Callable[[], None], float] = {
        watching.terminal: DEVICES_EVERY_S,
        watching.paper: DEVICES_EVERY_S,
        watching.kiosk: KIOSK_EVERY_S,
        watching.journal: JOURNAL_EVERY_S,
        watching.hub: HUB_EVERY_S,
    }
    with ExitStack() as threads:
        for look, every_s in looks.items():
            name = f"desk-{look.__name__}"
            thread = threading.Thread(
                target=_keep_looking, args=(look, every_s, ended), name=name, daemon=True
            )
            thread.start()
            threads.callback(thread.join)
        threads.callback(ended.set)
        yield


def _keep_looking(look: Callable[[], None], every_s: float, ended: threading.Event) -> None:
    told = ""
    while not ended.wait(every_s):
        try:
            look()
            told = ""
        except (PishkhanError, OSError) as trouble:
            if str(trouble) != told:  # the same one again says nothing new
                told = str(trouble)
                log.warning("%s: %s", look.__name__, told)
