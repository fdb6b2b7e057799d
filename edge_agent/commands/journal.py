"""`pishkhan agent journal show|verify|export|restart`: where a technician stands."""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from contract.clock import SystemClock
from edge_agent.device import DeviceDirectory, read_clock_floor
from edge_agent.journal import (
    JournalDamaged,
    JournalFile,
    JournalReader,
    NewerJournal,
    NoSuchJournal,
    Origin,
    divergence,
    export,
    journal_files,
    open_journal,
    restart,
    verify,
)
from edge_agent.software import SOFTWARE

TAKES_PAYMENTS = "kiosk"
DAMAGED = 4


@dataclass(frozen=True)
class Choice:
    """Which journals: of a writer, by the first digits of their id, or all."""

    writer: str | None = None
    journal: str | None = None

    def of(self, folder: Path) -> list[JournalFile]:
        """Raises NoSuchJournal when there is none."""
        chosen = [
            file
            for file in journal_files(folder)
            if self.writer in (None, file.writer)
            and (self.journal is None or file.journal.hex.startswith(self.journal))
        ]
        if not chosen:
            raise NoSuchJournal(folder, self.journal or self.writer or "any writer")
        return chosen


class Shown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A journal as `show` tells of it; what cannot be read is missing."""

    journal: str
    writer: str
    state: str
    path: str
    bytes: int
    events: int | None = None
    pruned_to: int | None = None
    open_transactions: tuple[str, ...] = ()
    holds: int = 0
    last_events: tuple[tuple[int, str, int], ...] = ()


def show(directory: DeviceDirectory, choice: Choice, events: int, *, as_json: bool) -> int:
    """Clear fields of the frame only: nothing of a citizen. Raises PishkhanError."""
    rows = [_shown(directory, file, events) for file in choice.of(directory.journals_path)]
    if as_json:
        print(msgspec.json.encode(rows).decode())
        return 0
    for row in rows:
        print(f"{row.journal}  {row.writer}, {row.state}")
        print(f"    {row.path}, {row.bytes} bytes")
        print(f"    {row.events} events, pruned to {row.pruned_to}, {row.holds} holds")
        for transaction in row.open_transactions:
            print(f"    open: transaction {transaction}")
        for seq, kind, utc_ms in row.last_events:
            print(f"    {seq:>8}  {utc_ms}  {kind}")
    return 0


def check(directory: DeviceDirectory, choice: Choice, *, as_json: bool) -> int:
    """0 when every link holds, 4 when not. Raises PishkhanError."""
    reports = [verify(file.path) for file in choice.of(directory.journals_path)]
    if as_json:
        print(
            msgspec.json.encode(
                [
                    {
                        "path": str(report.path),
                        "ok": report.ok,
                        "checked": report.checked,
                        "pruned_to": report.pruned_to,
                        "last_good": report.last_good.seq,
                        "problems": report.problems,
                    }
                    for report in reports
                ]
            ).decode()
        )
    else:
        for report in reports:
            verdict = "sound" if report.ok else "DAMAGED"
            print(f"{report.path.name}: {verdict}, {report.checked} events checked")
            for problem in report.problems:
                print(f"  {problem.what}\n  {problem.next_step}")
    return 0 if all(report.ok for report in reports) else DAMAGED


def save(directory: DeviceDirectory, choice: Choice, to: Path) -> int:
    """0 when all was saved, 4 when something could not be read. Raises PishkhanError."""
    file = choice.of(directory.journals_path)[0]
    report = export(file.path, to)
    print(f"{report.events} events of {file.writer} {file.journal.hex} are in {to}")
    for loss in report.losses:
        print(f"  not readable: {loss}")
    return DAMAGED if report.losses else 0


def begin_anew(directory: DeviceDirectory, writer: str, reason: str) -> int:
    """Retires the writer's journal and makes its successor. Raises PishkhanError."""
    identity = directory.identity()
    prefixes = identity.tracking_prefixes if writer == TAKES_PAYMENTS else ()
    old = restart(directory.journals_path, writer, reason)
    clock = SystemClock(lambda: read_clock_floor(directory.clock_floor_path))
    origin = Origin(identity.city, identity.device, SOFTWARE, prefixes)
    new = open_journal(directory.journals_path, writer, origin, clock)
    new.close()
    print(f"{writer} goes on in {new.journal.hex}; {old.journal.hex} stays in {old.path}")
    return 0


def _shown(directory: DeviceDirectory, file: JournalFile, events: int) -> Shown:
    state = "active" if file.active else "ended"
    detail = divergence(directory.journals_path, file.journal)
    if detail is not None:
        state = f"not the journal the hub knows: {detail}"
    row = Shown(
        journal=file.journal.hex,
        writer=file.writer,
        state=state,
        path=str(file.path),
        bytes=file.path.stat().st_size,
    )
    try:
        with JournalReader(file.path) as reader:
            extent = reader.extent()
            head = extent.head
            last = reader.entries(max(0, head.seq - events), events) if events else []
            return msgspec.structs.replace(
                row,
                events=head.seq,
                pruned_to=extent.pruned_to,
                open_transactions=tuple(t.hex for t in reader.open_transactions()),
                holds=len(reader.holds()),
                last_events=tuple((e.seq, e.kind, e.utc_ms) for e in last),
            )
    except (JournalDamaged, NewerJournal) as error:
        return msgspec.structs.replace(row, state=f"cannot be read: {error.what}")
