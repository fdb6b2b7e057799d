"""All journals of this device as the uplink sees them: found, read, and how far each is."""

import logging
from dataclasses import dataclass
from pathlib import Path

from contract.chain import GENESIS_HASH
from contract.hello import JournalHead
from edge_agent.device import JournalProgress, names_in
from edge_agent.journal import (
    JournalDamaged,
    JournalFile,
    JournalReader,
    JournalWriter,
    NewerJournal,
    NoSuchJournal,
    is_diverged,
    journal_files,
)
from edge_agent.uplink.drain import Drain
from edge_agent.uplink.records import Records, SyncRecord

log = logging.getLogger(__name__)

MOST_JOURNALS = 64
"""The hub reads no more from one hello."""


@dataclass
class Followed:
    """A journal with its reader and its way to the hub."""

    file: JournalFile
    reader: JournalReader
    drain: Drain

    def hash_at(self, seq: int) -> bytes | None:
        """Raises JournalDamaged."""
        return GENESIS_HASH if seq == 0 else self.reader.hash_at(seq)


class Journals:
    """Follows a folder of journals. A damaged one is left aside and named in `damaged`. `own` is
    the journal that this process alone writes."""

    def __init__(self, folder: Path, records: Records, own: JournalWriter | None = None) -> None:
        self._folder = folder
        self._own = own
        self._own_writes: int | None = None
        self._names: list[str] | None = None
        self._records = dict(records)
        self._followed: dict[bytes, Followed] = {}
        self.damaged: dict[Path, str] = {}

    def scan(self) -> bool:
        """Looks for new journals; whether there were any, so that the hub must be greeted."""
        # Which journal is its writer's active one never changes without a new name beside it
        # (WriterFiles.put_in_place). Listed first: what comes after it is seen the next time.
        names = names_in(self._folder)
        if names == self._names:
            return False
        files = {file.journal.raw: file for file in journal_files(self._folder)}
        for raw, followed in self._followed.items():
            if raw in files:
                followed.file = files[raw]
                followed.drain.live = files[raw].active
        found = False
        for raw, file in files.items():
            if raw not in self._followed and file.path not in self.damaged:
                found = self._follow(file) or found
        is_complete = all(
            raw in self._followed or file.path in self.damaged for raw, file in files.items()
        )
        self._names = names if is_complete else None
        return found

    def look(self) -> None:
        """Reads how far each writer has come, where one has committed anything."""
        writes = None if self._own is None else self._own.writes
        is_own_untouched = writes == self._own_writes
        for followed in self.all():
            if is_own_untouched and self._is_own(followed):
                continue
            try:
                extent = followed.reader.news()
            except JournalDamaged as error:
                self.set_aside(followed, error)
                continue
            if extent is not None:
                followed.drain.head = extent.head
                followed.drain.pruned_to = extent.pruned_to
        self._own_writes = writes

    def all(self) -> list[Followed]:
        """In no order that means anything."""
        return list(self._followed.values())

    def in_order(self) -> list[Followed]:
        """Live journals first, then those of which something waits, the smallest rest first."""

        def order(followed: Followed) -> tuple[bool, bool, int]:
            rest = followed.drain.head.seq - followed.drain.through
            return (not followed.drain.live, rest == 0, rest)

        return sorted(self._followed.values(), key=order)

    def to_greet(self) -> list[Followed]:
        """As many as the hub reads of one hello."""
        return self.in_order()[:MOST_JOURNALS]

    def find(self, journal: bytes) -> Followed | None:
        return self._followed.get(journal)

    def keep_pace(self, pace: int) -> None:
        """The hub's newest word on it counts for all: a journal that kept an older, larger one
        would fill the window before those that go first."""
        for followed in self._followed.values():
            followed.drain.pace = pace

    def set_aside(self, followed: Followed, error: JournalDamaged) -> None:
        """Nothing more is sent of it before a technician has looked at it."""
        log.error("%s %s", error.what, error.next_step)
        self.damaged[followed.file.path] = error.what
        followed.reader.close()
        del self._followed[followed.file.journal.raw]

    def heads(self) -> tuple[JournalHead, ...]:
        """For a hello."""
        return tuple(
            JournalHead(
                journal=f.drain.journal.raw,
                writer=f.drain.writer,
                head_seq=f.drain.head.seq,
                head_hash=f.drain.head.hash,
                pruned_to=f.drain.pruned_to,
                diverged=f.drain.diverged,
            )
            for f in self.to_greet()
        )

    def progress(self) -> tuple[JournalProgress, ...]:
        """For the counter."""
        return tuple(
            JournalProgress(
                journal=f.drain.journal.hex,
                writer=f.drain.writer,
                head_seq=f.drain.head.seq,
                acked_seq=f.drain.through,
                backed_up=f.drain.backed_up,
                hub_time_ms=f.drain.hub_time_ms,
                diverged=f.drain.diverged,
            )
            for f in self.in_order()
        )

    def records(self) -> Records:
        """What to keep over a restart."""
        found = {f.drain.journal.hex: _record(f.drain) for f in self._followed.values()}
        return {**self._records, **found}

    def close(self) -> None:
        for followed in self._followed.values():
            followed.reader.close()
        self._followed = {}

    def _is_own(self, followed: Followed) -> bool:
        return self._own is not None and followed.drain.journal == self._own.journal

    def _follow(self, file: JournalFile) -> bool:
        try:
            reader = JournalReader(file.path)
            extent = reader.extent()
            drain = Drain(
                journal=file.journal,
                writer=file.writer,
                live=file.active,
                head=extent.head,
                pruned_to=extent.pruned_to,
                diverged=is_diverged(self._folder, file.journal),
            )
        except NoSuchJournal:
            return False  # it was given its name a moment ago, or taken away: look again
        except (JournalDamaged, NewerJournal) as error:
            log.error("%s %s", error.what, error.next_step)  # noqa: TRY400 (told in full)
            self.damaged[file.path] = error.what
            return False
        known = self._records.get(file.journal.hex)
        if known is not None:
            drain.through = drain.sent_to = min(known.through, drain.head.seq)
            drain.backed_up = 0 if drain.diverged else min(known.backed_up, drain.head.seq)
            drain.handed_over = known.handed_over
            drain.hub_time_ms = known.hub_time_ms
            drain.epoch = known.epoch
        self._followed[file.journal.raw] = Followed(file, reader, drain)
        return True


def _record(drain: Drain) -> SyncRecord:
    return SyncRecord(
        through=drain.through,
        backed_up=drain.backed_up,
        handed_over=drain.handed_over,
        hub_time_ms=drain.hub_time_ms,
        epoch=drain.epoch,
    )
