"""The city in which bad days happen: one hub and broker, and kiosks that come and go."""

import itertools
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.simulate.city import LoadedCity
from central.__main__ import main as hub_command
from provisioning.enrolment.https import HubUnreachable
from tests.end_to_end.bad_days.kiosk import Kiosk, enrolled
from tests.end_to_end.bad_days.size import Size
from tests.support.fault_line import FaultLine
from tests.support.hub_copy import HubCopy
from tests.support.ports import LOOPBACK
from tests.support.small_disk import SmallDisk, small_disk
from tests.support.waiting import comes_true

BEGUN_S = 60.0
LOOK_EVERY_S = 0.05


@dataclass
class Town:
    """`copy` reads what the hub holds; `hub_disk` is None where nobody may mount a small one."""

    city: LoadedCity
    folder: Path
    copy: HubCopy
    size: Size
    hub_disk: SmallDisk | None
    _numbers: "itertools.count[int]" = field(default_factory=itertools.count)

    @property
    def broker_port(self) -> int:
        assert self.city.broker is not None
        return self.city.broker.running.folder.listener.port

    @contextmanager
    def kiosk(
        self, line: FaultLine | None = None, *, payments: int = 1, disk_mib: int | None = None
    ) -> Iterator[Kiosk]:
        """One more kiosk that has taken payments; its agent ends with the test. Without `line` it
        has a good one, with `disk_mib` a disk of that size, where one may be mounted."""
        number = next(self._numbers)
        folder = self.folder / f"kiosk-{number:03d}"
        broker = f"{LOOPBACK}:{self.broker_port}" if line is None else line.address
        with ExitStack() as stack:
            disk = None if disk_mib is None else stack.enter_context(small_disk(folder, disk_mib))
            made = enrolled(self.city, folder, broker, disk, seed=1_000 * number)
            stack.callback(made.stop)
            made.pay(payments)
            yield made

    @contextmanager
    def fault_line(self) -> Iterator[FaultLine]:
        with FaultLine(self.broker_port) as line:
            yield line

    def hub(self, *arguments: str) -> None:
        """`pishkhan hub ARGUMENTS` on this city, in this process."""
        where = ("--city-dir", str(self.folder / "city"), "--data", str(self.folder / "hub"))
        assert hub_command([*arguments, *where]) == 0

    def hub_answers(self) -> bool:
        try:
            return bool(self.city.counts())
        except HubUnreachable:
            return False

    def through(self, kiosk: Kiosk) -> int:
        """How far the hub has the journal of the kiosk's payments."""
        held = self.copy.held(kiosk.journal.journal.raw)
        return 0 if held is None else held.through

    def pay_until_in_mid_drain(self, kiosk: Kiosk, line: FaultLine) -> None:
        """The kiosk journals its payments; returns when the hub has some of them and the line
        holds the rest, until it `becomes` something else."""
        before = self.through(kiosk)
        line.becomes(bytes_per_s=self.size.bytes_per_s)
        kiosk.pay(self.size.payments)
        self.hold_in_mid_drain(kiosk, line, before)

    def hold_in_mid_drain(self, kiosk: Kiosk, line: FaultLine, before: int) -> None:
        """The line holds as soon as the hub has more of the kiosk's payments than `before`."""
        assert comes_true(lambda: self.through(kiosk) > before, BEGUN_S, LOOK_EVERY_S)
        line.becomes(holds=True)
        assert not self.has_all_payments(kiosk)

    def has_all_payments(self, kiosk: Kiosk) -> bool:
        """The journal of the kiosk's payments is at the hub as far as it goes now."""
        journal = kiosk.journal.journal.raw
        return self.copy.has(journal, kiosk.heads()[journal])
