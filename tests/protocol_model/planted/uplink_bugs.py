"""An agent's uplink with one bug each, as it is written by people in a hurry."""

import random
from collections import deque

import msgspec

import edge_agent.uplink.uplink as uplink_module
from contract.hello import Ack, Answer
from contract.signature import FindKey, read_frame
from edge_agent.agent.loop import Agent
from edge_agent.journal import Head
from edge_agent.uplink.drain import Differs, Drain, Lost, Phase, Verdict
from edge_agent.uplink.journals import Followed, Journals
from edge_agent.uplink.uplink import Trouble, Uplink
from tests.protocol_model.planted.planting import CALM, Planted
from tests.protocol_model.steps import Adversity

_sent = Drain.sent
_acknowledged = Drain.acknowledged
_advance = Drain._advance
_hand_over = Drain._hand_over
_in_order = Journals.in_order


def _any_hash_counts(_drain: Drain, _ack: Ack, _own_hash: bytes | None) -> Differs | None:
    """«The hub has signed it: it will be ours.»"""
    return None


def _puback_is_delivery(drain: Drain, last: Head, now_ms: int, chance: random.Random) -> None:
    """«The broker has it, so the hub has it.»"""
    _sent(drain, last, now_ms, chance)
    drain.through = last.seq
    drain.in_flight.clear()


def _resends_from_through(
    drain: Drain, ack: Ack, own_hash: bytes | None, now_ms: int, chance: random.Random
) -> Verdict:
    """«From where the hub stands», and one too early."""
    verdict = _acknowledged(drain, ack, own_hash, now_ms, chance)
    if drain.phase is Phase.SENDING and not drain.in_flight:
        drain.sent_to = max(0, drain.through - 1)
    return verdict


def _keeps_the_window(
    drain: Drain, ack: Ack, own_hash: bytes | None, now_ms: int, chance: random.Random
) -> Verdict:
    """«What is under way is under way», also over a connection that is gone."""
    before = deque((drain.newest_sent and [drain.newest_sent.seq]) or [])
    verdict = _acknowledged(drain, ack, own_hash, now_ms, chance)
    if drain.phase is Phase.SENDING and not drain.in_flight:
        drain.in_flight = deque(seq for seq in before if seq > drain.through)
    return verdict


def _prunes_by_through(drain: Drain, ack: Ack, now_ms: int, chance: random.Random) -> None:
    """«The hub has it: then it may go here.»"""
    _advance(drain, ack, now_ms, chance)
    drain.backed_up = drain.through


def _never_goes_back(
    drain: Drain, ack: Ack, own_hash: bytes | None, now_ms: int, chance: random.Random
) -> Verdict:
    """«What was acknowledged once stays acknowledged.»"""
    if drain.phase is Phase.GREETED and not drain.diverged:
        drain.phase, drain.epoch = Phase.SENDING, ack.epoch
    return _acknowledged(drain, ack, own_hash, now_ms, chance)


def _handed_over_for_ever(drain: Drain, _answer: Answer | None) -> None:
    """«I gave it to the hub once»: but it was restored since."""
    _hand_over(drain, None)


def _bulk_first(journals: Journals) -> list[Followed]:
    """«First what has waited longest.»"""
    return list(reversed(_in_order(journals)))


def _head_of_the_last_look(
    uplink: Uplink, followed: Followed, ack: Ack, now_ms: int
) -> Trouble | None:
    """«The head is as I saw it a moment ago.»"""
    verdict = followed.drain.acknowledged(
        ack, followed.hash_at(ack.through), now_ms, uplink.chance
    )
    return Trouble(ack.journal, verdict) if isinstance(verdict, Differs | Lost) else None


def _unsigned_acks(data: bytes, _find_key: FindKey) -> Ack:
    """«It came over TLS.»"""
    return msgspec.msgpack.decode(read_frame(data, "ack").payload, type=Ack)


def _diverges_quietly(_agent: Agent, _trouble: Trouble) -> None:
    """«Nothing is lost: why alarm anybody?»"""


UPLINK_BUGS = (
    Planted(
        "any hash counts", Drain, "_difference", _any_hash_counts, frozenset({Adversity.COPIES}), 1
    ),
    Planted("puback is delivery", Drain, "sent", _puback_is_delivery, CALM, 3),
    Planted("resends from through", Drain, "acknowledged", _resends_from_through, CALM, 1),
    Planted(
        "keeps the window",
        Drain,
        "acknowledged",
        _keeps_the_window,
        frozenset({Adversity.LOSS, Adversity.CUTS}),
        3,
    ),
    Planted("prunes by through", Drain, "_advance", _prunes_by_through, CALM, 24),
    Planted(
        "never goes back",
        Drain,
        "acknowledged",
        _never_goes_back,
        frozenset({Adversity.RESTORING}),
        1,
    ),
    Planted(
        "handed over for ever",
        Drain,
        "_hand_over",
        _handed_over_for_ever,
        frozenset({Adversity.COPIES, Adversity.RESTORING}),
        2,
    ),
    Planted("bulk first", Journals, "in_order", _bulk_first, CALM, 1),
    Planted("head of the last look", Uplink, "_judge", _head_of_the_last_look, CALM, 3),
    Planted(
        "unsigned acks",
        uplink_module,
        "open_ack",
        _unsigned_acks,
        frozenset({Adversity.DOUBLING}),
        3,
    ),
    Planted(
        "diverges quietly", Agent, "_diverged", _diverges_quietly, frozenset({Adversity.COPIES}), 1
    ),
)
