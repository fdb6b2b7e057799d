"""The journal's rows on the kiosk's disk, and the hub's rows of the same journal."""

from dataclasses import dataclass, field

import msgspec

from contract.values import isolate_ltr, jalali_local, persian_digits
from edge_agent.device import DeviceDirectory, read_agent_state
from edge_agent.journal import JournalReader, journal_files
from provisioning.demo.counts import KIOSK_WRITER
from provisioning.demo.desk.texts import kind_in_words
from provisioning.enrolment.administrator import Administrator

SHOWN = 40
_PAGE = 500


class Row(msgspec.Struct, frozen=True):
    """`acked`: the hub's signed word covers it; of the hub's own rows it is always true."""

    seq: int
    number: str
    kind: str
    word: str
    time: str
    acked: bool


@dataclass
class JournalRows:
    """Reads what has come since it last looked. The files are never held open."""

    directory: DeviceDirectory
    journal: str | None = None
    _rows: list[tuple[int, str, int]] = field(default_factory=list)

    def look(self) -> tuple[list[Row], int]:
        """The last rows, newest first, and how many wait for the hub's word."""
        active = [
            file
            for file in journal_files(self.directory.journals_path)
            if file.writer == KIOSK_WRITER and file.active
        ]
        if active:
            self._read(active[-1].journal.hex)
        acked = self._acked()
        waiting = sum(seq > acked for seq, _, _ in self._rows)
        rows = [_row(seq, kind, at_ms, seq <= acked) for seq, kind, at_ms in self._rows[-SHOWN:]]
        return rows[::-1], waiting

    @property
    def last_seq(self) -> int:
        return self._rows[-1][0] if self._rows else 0

    def _read(self, journal: str) -> None:
        if journal != self.journal:
            self.journal, self._rows = journal, []
        path = next(
            file.path
            for file in journal_files(self.directory.journals_path)
            if file.journal.hex == journal
        )
        with JournalReader(path) as reader:
            while page := reader.entries(self.last_seq, _PAGE):
                self._rows += [(event.seq, event.kind, event.utc_ms) for event in page]

    def _acked(self) -> int:
        state = read_agent_state(self.directory.agent_state_path)
        if state is None:
            return 0
        return next((one.acked_seq for one in state.journals if one.journal == self.journal), 0)


class _HubRow(msgspec.Struct, frozen=True):
    seq: int
    kind: str
    utc_ms: int
    received_ms: int


@dataclass
class HubRows:
    """Asks the hub, as its administrator, for what has come since the last answer."""

    administrator: Administrator
    _journal: str = ""
    _rows: list[_HubRow] = field(default_factory=list)

    def look(self, journal: str) -> list[Row]:
        """The last rows, newest first. Raises PishkhanError when the hub doesn't answer."""
        if journal != self._journal:
            self._journal, self._rows = journal, []
        self._rows += self.administrator.read(
            f"/admin/v1/journals/{journal}/events?after={self.last_seq}", list[_HubRow]
        )
        return [
            _row(row.seq, row.kind, row.received_ms, True) for row in self._rows[: -SHOWN - 1 : -1]
        ]

    @property
    def last_seq(self) -> int:
        return self._rows[-1].seq if self._rows else 0


def _row(seq: int, kind: str, at_ms: int, acked: bool) -> Row:
    clock = f"{jalali_local(at_ms)[1]}:{at_ms // 1000 % 60:02d}"
    return Row(
        seq,
        isolate_ltr(persian_digits(str(seq))),
        kind,
        kind_in_words(kind),
        isolate_ltr(persian_digits(clock)),
        acked,
    )
