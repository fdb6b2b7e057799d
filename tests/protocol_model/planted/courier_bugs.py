"""The queue carried by hand with one bug each, on either side."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import central.courier.taking as hub_taking
import edge_agent.courier.packing as packing
import edge_agent.courier.taking as agent_taking
import tests.protocol_model.courier as courier_module
from central.courier.taking import TakenFile, _Feeding
from central.hub import Hub
from central.ingest import CarriedIntake
from central.ingest.worker import current_epoch
from contract.batch import Batch
from contract.clock import Clock
from contract.hello import Ack, encode_ack
from contract.sealed_file import SealedFileDamaged
from edge_agent.courier import Packed
from edge_agent.device import DeviceDirectory
from edge_agent.uplink.drain import Drain, Phase, Verdict
from edge_agent.uplink.journals import Followed
from edge_agent.uplink.records import read_records, write_records
from edge_agent.uplink.uplink import Trouble, Uplink
from tests.protocol_model.planted.planting import Planted
from tests.protocol_model.steps import Adversity

COURIER = frozenset({Adversity.COURIER})

_pack = packing.pack
_answered = hub_taking._answered
_feed = _Feeding.feed
_batches = packing._Packing._batches
_tend = agent_taking.AnswersTaking.tend


def _an_old_answer_counts(
    drain: Drain, ack: Ack, own_hash: bytes | None, now_ms: int, chance: random.Random
) -> Verdict | None:
    """«The hub has signed it.»"""
    was_offline = drain.phase is Phase.OFFLINE
    verdict = drain.acknowledged(ack, own_hash, now_ms, chance)
    if was_offline:
        drain.lost_link()
    return verdict


def _an_answer_from_before_a_restore_counts(
    drain: Drain, ack: Ack, own_hash: bytes | None, now_ms: int, chance: random.Random
) -> Verdict | None:
    """«What the hub said before it was restored it still has.»"""
    if ack.epoch == drain.epoch and ack.hub_time_ms <= drain.hub_time_ms:
        return None
    return _an_old_answer_counts(drain, ack, own_hash, now_ms, chance)


def _carried_is_delivered(
    directory: DeviceDirectory, folder: Path, clock: Clock, *, everything: bool = False
) -> Packed:
    """«It is on the stick: it need not be sent any more.»"""
    packed = _pack(directory, folder, clock, everything=everything)
    path = directory.run_path / "sync.json"
    records = dict(read_records(path))
    for load in packed.loads:
        if load.journal in records:
            record = records[load.journal]
            records[load.journal] = type(record)(
                through=load.last_seq,
                backed_up=record.backed_up,
                handed_over=record.handed_over,
                hub_time_ms=record.hub_time_ms,
                epoch=record.epoch,
            )
    write_records(path, records)
    return packed


def _carries_live_journals_only(packing_: packing._Packing, followed: Followed) -> Iterator[Batch]:
    """«The old ones went long ago.»"""
    if followed.drain.live:
        yield from _batches(packing_, followed)


def _answers_what_the_file_says(
    hub: Hub, intake: CarriedIntake, fed: _Feeding, by: str
) -> TakenFile:
    """«The file is here, so all of it is here.»"""
    with hub.engine.begin() as connection:
        epoch = current_epoch(connection)
    for head in fed.opening.hello.journals:
        ack = Ack(
            journal=head.journal,
            through=head.head_seq,
            hash=head.head_hash,
            backed_up=0,
            hub_time_ms=hub.now_ms(),
            pace=16,
            epoch=epoch,
        )
        intake.acks.by_journal[head.journal] = encode_ack(ack, hub.identity.ack_key)
    return _answered(hub, intake, fed, by)


def _counts_what_came_twice(hub: Hub, intake: CarriedIntake, fed: _Feeding, by: str) -> TakenFile:
    """«Taken is taken.»"""
    counts = intake.tally.counts
    counts["events_total"] = max(counts.get("events_total", 0), fed.batches)
    return _answered(hub, intake, fed, by)


def _a_torn_file_is_whole(_feeding: _Feeding, messages: Iterator[bytes]) -> Iterator[bytes]:
    """«What could be read is read.»"""
    try:
        yield from messages
    except SealedFileDamaged:
        return


def _answers_for_what_was_new(feeding: _Feeding, messages: Iterator[bytes]) -> None:
    """«The kiosk knows the rest.»"""
    _feed(feeding, messages)
    if not feeding.intake.tally.counts.get("events_total"):
        feeding.intake.acks.by_journal.clear()


def _diverges_quietly(
    taking: agent_taking.AnswersTaking,
    uplink: Uplink,
    now_ms: int,
    _diverged: Callable[[Trouble], None],
) -> bool:
    """«It will show on the line»: there may be none for weeks."""
    return _tend(taking, uplink, now_ms, lambda _trouble: None)


COURIER_BUGS = (
    Planted(
        "an old answer counts",
        Drain,
        "carried",
        _an_old_answer_counts,
        COURIER,
        40,
    ),
    Planted(
        "an answer from before a restore counts",
        Drain,
        "carried",
        _an_answer_from_before_a_restore_counts,
        COURIER | {Adversity.RESTORING},
        62,
    ),
    Planted("carried is delivered", courier_module, "pack", _carried_is_delivered, COURIER, 1),
    Planted(
        "carries live journals only",
        packing._Packing,
        "_batches",
        _carries_live_journals_only,
        COURIER,
        104,
    ),
    Planted(
        "answers what the file says",
        hub_taking,
        "_answered",
        _answers_what_the_file_says,
        COURIER | {Adversity.DOUBLING},
        6,
    ),
    Planted(
        "counts what came twice", hub_taking, "_answered", _counts_what_came_twice, COURIER, 1
    ),
    Planted("a torn file is whole", _Feeding, "_whole", _a_torn_file_is_whole, COURIER, 4),
    Planted("answers for what was new", _Feeding, "feed", _answers_for_what_was_new, COURIER, 1),
    Planted(
        "diverges quietly by hand",
        agent_taking.AnswersTaking,
        "tend",
        _diverges_quietly,
        COURIER | {Adversity.COPIES},
        9,
    ),
)
