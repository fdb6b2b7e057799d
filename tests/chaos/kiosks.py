"""A kiosk in chaos: a real counter with emulated devices, a real agent, a line of its own, and
citizens who come and pay."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from edge_agent.journal import JournalReader, journal_files
from tests.chaos.citizens import Citizens
from tests.end_to_end.bad_days.kiosk import Kiosk
from tests.end_to_end.bad_days.town import Town
from tests.kiosk.counter.kiosk_room import KioskRoom
from tests.support.fault_line import FaultLine

_PAGE = 1_000
Chain = list[tuple[int, bytes]]


@dataclass
class KioskInChaos:
    """Its programs are started by the thread that made it, for they end with that thread."""

    kiosk: Kiosk
    room: KioskRoom
    line: FaultLine
    citizens: Citizens

    @property
    def name(self) -> str:
        return self.kiosk.name

    def start(self) -> None:
        """Power on."""
        self.kiosk.start()
        self.room.start()

    def lose_power(self) -> None:
        """Counter and agent at once."""
        assert self.room.counter is not None
        self.room.counter.kill()
        self.kiosk.kill()
        self.start()

    def kill_counter(self) -> None:
        assert self.room.counter is not None
        self.room.counter.kill()
        self.room.start()

    def kill_agent(self) -> None:
        self.kiosk.kill()
        self.kiosk.start()

    def close(self) -> None:
        """The counter ends as at night."""
        self.room.stop()
        self.room.counter = None

    def supervise(self) -> list[str]:
        """Starts what ended by itself; its name for people."""
        ended = []
        if not self.kiosk.runs:
            self.kill_agent()
            ended.append(f"agent of {self.name}")
        if self.room.counter is not None and self.room.counter.exit_code is not None:
            self.kill_counter()
            ended.append(f"counter of {self.name}")
        return ended

    def taken_by_the_terminal(self) -> int:
        """Rials, what was given back taken off."""
        return sum(-c.amount if c.reverses else c.amount for c in self.room.charges)

    def chains(self) -> dict[str, tuple[bytes, Chain]]:
        """Every journal on its disk, by a name for people: each seq with the chain's hash."""
        found = {}
        for file in journal_files(self.kiosk.folder.journals_path):
            name = f"{self.name}/{file.writer}-{file.journal.hex[:8]}"
            found[name] = (file.journal.raw, _chain(file.path))
        return found


@contextmanager
def kiosks_in_chaos(town: Town, count: int, folder: Path) -> Iterator[list[KioskInChaos]]:
    """So many, all at work."""
    with ExitStack() as stack:
        made = []
        for number in range(count):
            line = stack.enter_context(town.fault_line())
            kiosk = stack.enter_context(town.kiosk(line, payments=0))
            own = folder / f"room-{number:03d}"
            own.mkdir()
            room = stack.enter_context(KioskRoom(own, directory=kiosk.folder))
            made.append(KioskInChaos(kiosk, room, line, Citizens(room, number)))
        for each in made:
            each.start()
            each.citizens.start()
        try:
            yield made
        finally:
            for each in made:
                each.citizens.go_home()


def _chain(path: Path) -> Chain:
    chain: Chain = []
    with JournalReader(path) as reader:
        while page := reader.entries(len(chain), _PAGE):
            chain += [(event.seq, event.hash) for event in page]
    return chain
