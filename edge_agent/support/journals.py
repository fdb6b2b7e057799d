"""Every journal's standing and proof, without one body: what is wrong, where, since when."""

import msgspec

from edge_agent.device import DeviceDirectory
from edge_agent.journal import (
    JournalDamaged,
    JournalFile,
    JournalReader,
    NewerJournal,
    VerifyReport,
    divergence,
    journal_files,
    verify,
)

NEWEST = 50


class JournalStanding(msgspec.Struct, frozen=True, kw_only=True):
    """`newest` are seq, kind and time (UTC ms) of the last events; `unreadable` says why there is
    no head."""

    file: str
    bytes: int
    writer: str
    journal: str
    active: bool
    diverged: str | None
    head_seq: int | None = None
    head_hash: str | None = None
    pruned_to: int | None = None
    open_transactions: int | None = None
    newest: tuple[tuple[int, str, int], ...] = ()
    unreadable: str | None = None
    verified: dict[str, object]


def journals(directory: DeviceDirectory) -> bytes:
    """Raises JournalDamaged (the folder), NoSuchJournal, OldSqlite or OSError."""
    rows = [_standing(directory, file) for file in journal_files(directory.journals_path)]
    return msgspec.json.format(msgspec.json.encode(rows))


def _standing(directory: DeviceDirectory, file: JournalFile) -> JournalStanding:
    row = JournalStanding(
        file=file.path.name,
        bytes=file.path.stat().st_size,
        writer=file.writer,
        journal=file.journal.hex,
        active=file.active,
        diverged=divergence(directory.journals_path, file.journal),
        verified=_verified(verify(file.path)),
    )
    try:
        with JournalReader(file.path) as reader:
            extent = reader.extent()
            head = extent.head
            newest = reader.entries(after_seq=max(0, head.seq - NEWEST), limit=NEWEST)
            return msgspec.structs.replace(
                row,
                head_seq=head.seq,
                head_hash=head.hash.hex(),
                pruned_to=extent.pruned_to,
                open_transactions=len(reader.open_transactions()),
                newest=tuple((event.seq, event.kind, event.utc_ms) for event in newest),
            )
    except (JournalDamaged, NewerJournal) as error:
        return msgspec.structs.replace(row, unreadable=error.what)


def _verified(report: VerifyReport) -> dict[str, object]:
    return {
        "ok": report.ok,
        "events": report.checked,
        "last_good_seq": report.last_good.seq,
        "problems": [{"seq": problem.seq, "what": problem.what} for problem in report.problems],
    }
