"""A carried file into custody, through the ingest worker, and the hub's answer to it.

Whole batches are taken one commit after another until the file ends or is found damaged; nothing
is half taken, and what was taken is answered for. Taking it twice, or late, changes nothing: that
is what custody is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import IO

from central.courier.keeping import CourierFile, keep_file
from central.courier.models import CarriedFile
from central.courier.sealing_key import sealing_key
from central.fleet import find_verify_key
from central.hub import Hub
from central.ingest import CarriedIntake
from contract.courier import CourierAnswer, encode_answer
from contract.events import CourierTaken
from contract.sealed_file import Opening, SealedFileDamaged, SealedFileKind, SealedReader

BATCHES_AT_ONCE = 16


@dataclass(frozen=True)
class TakenFile:
    """`damage` says why it was not taken to its end. `counts` are the worker's, of this file."""

    kept: CourierFile
    answer: bytes
    batches: int
    counts: Mapping[str, int]
    damage: str | None


def take_courier_file(hub: Hub, intake: CarriedIntake, file: IO[bytes], by: str) -> TakenFile:
    """`by` stands in the journal. Raises SealedFileRefused or SealedFileDamaged (then nothing was
    taken), SealingKeyMissing, or CustodyUnavailable."""
    reader = SealedReader(file, SealedFileKind.COURIER, hub.city, sealing_key(hub.city_dir))
    with hub.sessions.reading() as session:
        opening = reader.open(lambda device, key: find_verify_key(session, device, key))
    feeding = _Feeding(intake, opening)
    feeding.feed(reader.messages())
    return _answered(hub, intake, feeding, by)


@dataclass
class _Feeding:
    intake: CarriedIntake
    opening: Opening
    batches: int = 0
    damage: str | None = None

    def feed(self, messages: Iterator[bytes]) -> None:
        """As on the wire: a hello, then batches. The hello again at the end has the hub say where
        each journal stands now, and whether it holds the head that the kiosk named."""
        self.intake.greet(self.opening.hello)
        whole = self._whole(messages)
        while some := list(islice(whole, BATCHES_AT_ONCE)):
            self.intake.take(self.opening.hello.device, some)
            self.batches += len(some)
        self.intake.greet(self.opening.hello)

    def _whole(self, messages: Iterator[bytes]) -> Iterator[bytes]:
        try:
            yield from messages
        except SealedFileDamaged as error:
            self.damage = error.what


def _answered(hub: Hub, intake: CarriedIntake, fed: _Feeding, by: str) -> TakenFile:
    opening = fed.opening
    device, now_ms = opening.hello.device, hub.now_ms()
    answer = CourierAnswer(
        city=hub.city,
        device=device,
        file=opening.head,
        made_ms=now_ms,
        acks=tuple(intake.acks.by_journal.values()),
    )
    signed = encode_answer(answer, hub.identity.ack_key)
    counts = intake.tally.counts
    events, refused = counts.get("events_total", 0), counts.get("quarantined_total", 0)
    whole = fed.damage is None
    row = CarriedFile(
        device=device, file=opening.head, made_ms=opening.made_ms, taken_ms=now_ms, by=by,
        batches=fed.batches, events=events, refused=refused, whole=whole, answer=signed,
    )  # fmt: skip
    taken = CourierTaken(
        device=device, file=opening.head, made_ms=opening.made_ms, batches=fed.batches,
        events=events, refused=refused, whole=whole, by=by,
    )  # fmt: skip
    with hub.sessions.writing() as session:
        kept = keep_file(session, row)
        hub.journal.append(session, taken)
    return TakenFile(kept, signed, fed.batches, counts, fed.damage)
