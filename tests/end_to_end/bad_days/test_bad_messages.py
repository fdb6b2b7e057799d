"""Messages that come twice, out of order, cut short, altered, forged or again: none moves a thing,
and what is true arrives all the same. All are published with the device's own certificate, which
a thief of the machine would have."""

from collections.abc import Sequence

import pytest
from nacl.signing import SigningKey

from contract.batch import Batch, encode_batch
from contract.topics import Topics
from edge_agent.journal import JournalReader
from tests.end_to_end.bad_days.insider import Insider, insider
from tests.end_to_end.bad_days.judging import Trial
from tests.end_to_end.bad_days.kiosk import Kiosk
from tests.end_to_end.bad_days.town import BEGUN_S, LOOK_EVERY_S, Town
from tests.support.waiting import comes_true

pytestmark = pytest.mark.timeout(600)
EVENTS = 40
NOT_AUTHORIZED = 0x87
SIGNED = 40
"""A byte of the header, behind the frame's first words."""
REFUSED = {"unauthenticated": 3, "foreign": 1, "unchained": 1}


def batches(kiosk: Kiosk) -> list[Batch]:
    """All of its payments' journal, in small batches."""
    made, seq, journal = [], 0, kiosk.journal
    with JournalReader(journal.path) as reader:
        while seq < reader.head().seq:
            entries, head = reader.batch(seq, EVENTS, 1 << 19)
            made.append(Batch(journal.journal.raw, seq + 1, head.seq, head.hash, entries))
            seq = head.seq
    return made


def topics(kiosk: Kiosk) -> Topics:
    return kiosk.folder.identity().topics


def signed(kiosk: Kiosk, batch: Batch, key: SigningKey | None = None) -> bytes:
    return encode_batch(batch, topics(kiosk).city, key or kiosk.folder.signing_key())


def altered(message: bytes) -> bytes:
    """One bit of what is signed: where the batch stands in its journal."""
    return message[:SIGNED] + bytes([message[SIGNED] ^ 1]) + message[SIGNED + 1 :]


def lies(kiosk: Kiosk, other: Kiosk, true: Sequence[Batch]) -> list[bytes]:
    """Three that nobody of ours signed so, one about another's journal, one without a past."""
    first = true[0].last_seq + 1
    unchained = Batch(true[0].journal, first, first + 1, bytes(32), true[1].entries[:2])
    message = signed(kiosk, true[0])
    return [
        message[:-7],
        altered(message),
        signed(kiosk, true[0], SigningKey.generate()),
        signed(kiosk, batches(other)[0]),
        signed(kiosk, unchained),
    ]


def test_messages_out_of_order_doubled_damaged_and_forged_move_nothing(
    town: Town, neighbour: Kiosk, request: pytest.FixtureRequest
) -> None:
    other = neighbour
    with town.kiosk() as kiosk:
        trial = Trial(
            town,
            request,
            "messages doubled, out of order, damaged, forged, replayed",
            (kiosk, other),
        )
        assert comes_true(lambda: town.through(other) > 0, BEGUN_S, LOOK_EVERY_S)
        kiosk.pay(town.size.payments)
        true = batches(kiosk)
        with insider(kiosk) as thief:
            for batch in (true[2], true[1], true[0], true[0]):
                thief.publish(topics(kiosk).events, signed(kiosk, batch))
            for lie in lies(kiosk, other, true):
                thief.publish(topics(kiosk).events, lie)
            assert comes_true(
                lambda: town.copy.refused(kiosk.name) == REFUSED, BEGUN_S, LOOK_EVERY_S
            ), town.copy.refused(kiosk.name)
            assert town.through(kiosk) == true[0].last_seq
            trial.after(kiosk.start)
            for batch in true:
                thief.publish(topics(kiosk).events, signed(kiosk, batch))
            trial.after(lambda: kiosk.pay(1))
            refuses_what_is_not_its_own(thief, kiosk, other)
        trial.verify()
        assert town.copy.refused(kiosk.name) == REFUSED
        assert not town.copy.refused(other.name)


def refuses_what_is_not_its_own(thief: Insider, kiosk: Kiosk, other: Kiosk) -> None:
    """The broker lets a certificate write below its own name only, and never the hub's words."""
    message = signed(kiosk, batches(kiosk)[0])
    for topic in (topics(other).events, topics(kiosk).ack, topics(other).ack):
        assert thief.publish(topic, message) == NOT_AUTHORIZED
