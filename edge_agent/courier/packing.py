"""What the hub has not acknowledged of all journals of this kiosk, in one file sealed to the hub.

Nothing moves here by that: journals, their marks and the agent's records are only read, so it may
run beside the agent. What the hub has is taken from the agent's last word on it (run/sync.json);
where that is old or missing, more is carried than is needed.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from contract.batch import MAX_BYTES, MAX_EVENTS, Batch, encode_batch
from contract.clock import Clock, Moment
from contract.courier import COURIER_ENDING, carried_name
from contract.envelope import DamagedEnvelope, decode_envelope
from contract.errors import DamagedData, PishkhanError
from contract.events import PaymentApproved
from contract.hello import Hello
from contract.sealed_file import SealedFileKind, SealedWriter
from edge_agent.courier.carried_file import carried_file
from edge_agent.device import DeviceDirectory
from edge_agent.journal import JournalDamaged
from edge_agent.software import SOFTWARE
from edge_agent.uplink.journals import Followed, Journals
from edge_agent.uplink.records import read_records

Progress = Callable[[int, int], None]
"""Told how many events are in the file, of how many."""


class NothingWaits(PishkhanError):
    """The hub has everything: there is nothing to carry."""

    exit_code = 1

    def __init__(self) -> None:
        super().__init__(
            "Nothing waits for the hub: it has acknowledged all that this kiosk holds.",
            "No file was written. With --all everything that is still here is carried again.",
        )


class NothingReadable(DamagedData):
    """All that waits lies in journals that cannot be read."""


@dataclass
class Load:
    """What was put into the file of one journal."""

    journal: str
    writer: str
    first_seq: int
    last_seq: int = 0
    events: int = 0
    payments: int = 0


@dataclass
class Packed:
    """`size` in bytes; `payments` are approved ones; `damaged` names journals that could not be
    read to their end."""

    path: Path
    size: int = 0
    loads: list[Load] = field(default_factory=list)
    damaged: Mapping[Path, str] = field(default_factory=dict)

    @property
    def events(self) -> int:
        return sum(load.events for load in self.loads)

    @property
    def payments(self) -> int:
        return sum(load.payments for load in self.loads)


def pack(
    directory: DeviceDirectory,
    folder: Path,
    clock: Clock,
    *,
    everything: bool = False,
    progress: Progress = lambda _done, _all: None,
) -> Packed:
    """Writes the file into `folder`. Raises NothingWaits, CannotWrite, NotEnrolled,
    NothingReadable, DamagedDeviceFile, BadSignature or NoTrustedKey."""
    journals = Journals(
        directory.journals_path,
        {} if everything else read_records(directory.run_path / "sync.json"),
    )
    journals.scan()
    try:
        waiting = [f for f in journals.in_order() if f.drain.head.seq > _held(f)]
        if not waiting and not journals.damaged:
            raise NothingWaits
        return _Packing(directory, journals, progress).write(folder, clock.now(), waiting)
    finally:
        journals.close()


def _held(followed: Followed) -> int:
    """Up to where the hub has it, or it is here no more."""
    drain = followed.drain
    return max(drain.pruned_to, drain.handed_over if drain.diverged else drain.through)


@dataclass
class _Packing:
    directory: DeviceDirectory
    journals: Journals
    progress: Progress

    def write(self, folder: Path, now: Moment, waiting: list[Followed]) -> Packed:
        identity = self.directory.identity()
        recipient = self.directory.trust().sealing_key(now.utc_ms)
        name = carried_name(identity.device, now.utc_ms, COURIER_ENDING)
        packed = Packed(folder / name)
        hello = Hello(
            device=identity.device,
            boot=now.boot,
            software=SOFTWARE,
            journals=self.journals.heads(),
        )
        key, city = self.directory.signing_key(), identity.city
        total = sum(f.drain.head.seq - _held(f) for f in waiting)
        with carried_file(folder, name) as file:
            writer = SealedWriter(file.write, SealedFileKind.COURIER, city, recipient)
            writer.open(hello, now.utc_ms, key)
            for followed in waiting:
                load = Load(followed.drain.journal.hex, followed.drain.writer, 0)
                for batch in self._batches(followed):
                    writer.add(encode_batch(batch, city, key))
                    _count(load, batch)
                    self.progress(packed.events + load.events, total)
                if load.events:
                    packed.loads.append(load)
            writer.finish()
            packed.size = file.tell()
            packed.damaged = dict(self.journals.damaged)
            if not packed.loads:
                raise NothingReadable(
                    " ".join(packed.damaged.values()),
                    "Nothing was carried. Save what can be read: `pishkhan agent journal export`.",
                )
        return packed

    def _batches(self, followed: Followed) -> Iterator[Batch]:
        """To the head as it stood at the start; a damaged journal ends where it is damaged."""
        drain, after = followed.drain, _held(followed)
        while after < drain.head.seq:
            try:
                entries, head = followed.reader.batch(after, MAX_EVENTS, MAX_BYTES)
            except JournalDamaged as error:
                self.journals.set_aside(followed, error)
                return
            if not entries:
                return
            first = head.seq - len(entries) + 1
            yield Batch(drain.journal.raw, first, head.seq, head.hash, entries)
            after = head.seq


def _count(load: Load, batch: Batch) -> None:
    load.first_seq = load.first_seq or batch.first_seq
    load.last_seq = batch.last_seq
    load.events += len(batch.entries)
    load.payments += sum(_kind(entry.envelope) == PaymentApproved.KIND for entry in batch.entries)


def _kind(envelope: bytes) -> str:
    try:
        return decode_envelope(envelope).kind
    except DamagedEnvelope:
        return ""
