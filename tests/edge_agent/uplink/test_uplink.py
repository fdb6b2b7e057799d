"""Between the journals and a connection, without one: the hub's words on a real journal."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from nacl.signing import SigningKey

from contract.hello import Ack, encode_ack
from edge_agent.device import ClockFloor
from edge_agent.journal import JournalWriter, restart
from edge_agent.uplink.journals import Journals
from edge_agent.uplink.uplink import Sender, Uplink
from tests.edge_agent.city import topics_of
from tests.edge_agent.support import NOW_MS, opened, pay

HUB_KEY = SigningKey.generate()


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[JournalWriter]:
    writer = opened(tmp_path / "journals")
    yield writer
    writer.close()


@pytest.fixture
def uplink(tmp_path: Path, journal: JournalWriter) -> Iterator[Uplink]:
    journals = Journals(tmp_path / "journals", {})
    journals.scan()
    sender = Sender(topics_of("k-test"), SigningKey.generate(), b"bootboot", "0.1.0")
    floor = ClockFloor(tmp_path / "clock-floor")
    yield Uplink(sender, journals, floor, lambda _key: HUB_KEY.verify_key)
    journals.close()


def word(journal: JournalWriter, through: int, chain: bytes, pace: int = 16) -> bytes:
    ack = Ack(
        journal=journal.journal.raw,
        through=through,
        hash=chain,
        backed_up=0,
        hub_time_ms=NOW_MS,
        pace=pace,
        epoch=1,
    )
    return encode_ack(ack, HUB_KEY)


def test_an_event_sent_before_it_was_looked_at_is_no_other_journals(
    uplink: Uplink, journal: JournalWriter
) -> None:
    """A batch holds what is in the file; the agent looks at the head ten times a second only."""
    sent: list[tuple[str, bytes]] = []
    uplink.greet(lambda *message: sent.append(message), 0)
    uplink.take(word(journal, 0, bytes(32)), 0)
    pay(journal)
    uplink.pump(lambda *message: sent.append(message), 0)
    taken = uplink.take(word(journal, journal.head.seq, journal.head.hash), 1)
    assert taken.trouble is None
    followed = uplink.journals.find(journal.journal.raw)
    assert followed is not None
    assert (followed.drain.diverged, followed.drain.through) == (False, 5)


def test_an_older_pace_of_an_old_journal_does_not_hold_back_a_live_one(tmp_path: Path) -> None:
    folder = tmp_path / "journals"
    old = opened(folder)
    pay(old)
    old.close()
    restart(folder, "kiosk", "a repair")
    live = opened(folder)
    journals = Journals(folder, {})
    journals.scan()
    sender = Sender(topics_of("k-test"), SigningKey.generate(), b"bootboot", "0.1.0")
    floor = ClockFloor(tmp_path / "clock-floor")
    uplink = Uplink(sender, journals, floor, lambda _key: HUB_KEY.verify_key, batch_events=1)
    sent: list[tuple[str, bytes]] = []
    uplink.greet(lambda *_message: None, 0)
    uplink.take(word(old, 0, bytes(32)), 0)
    uplink.take(word(live, 0, bytes(32), pace=1), 0)
    uplink.pump(lambda *message: sent.append(message), 0)
    assert len(sent) == 1
    uplink.take(word(live, live.head.seq, live.head.hash, pace=1), 0)
    uplink.pump(lambda *message: sent.append(message), 0)
    assert len(sent) == 2
    journals.close()
    live.close()
