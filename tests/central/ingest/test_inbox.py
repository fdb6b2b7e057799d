"""What waits is bounded and dealt out fairly, notes first."""

import threading
from functools import partial

import pytest

from central.ingest import inbox as module
from central.ingest.custody import Received
from central.ingest.inbox import Inbox, Note, Work
from contract.hello import DEFAULT_PACE
from contract.topics import Leaf


def batch(device: str, data: bytes = b"x") -> Received:
    return Received(device, "topic", data, 0)


def note(device: str, data: bytes, leaf: Leaf = Leaf.TELEMETRY) -> Note:
    return Note(device, leaf, "topic", data, 0)


def test_devices_take_turns() -> None:
    inbox = Inbox()
    for number in range(4):
        inbox.put_batch(batch("bulk", b"%d" % number))
    inbox.put_batch(batch("live"))
    taken = [inbox.take(2, 0).batches for _ in range(3)]
    assert [[b.device for b in part] for part in taken] == [
        ["bulk", "live"],
        ["bulk", "bulk"],
        ["bulk"],
    ]


def test_a_live_event_shares_its_commit_with_one_batch_of_a_drain() -> None:
    inbox = Inbox()
    for _ in range(8):
        inbox.put_batch(batch("bulk", bytes(20_000)))
    inbox.put_batch(batch("live"))
    inbox.put_batch(batch("other"))
    assert [b.device for b in inbox.take(99, 0).batches] == ["bulk", "live", "other"]
    assert [b.device for b in inbox.take(99, 0).batches] == ["bulk"] * 7


def test_a_drain_goes_on_however_many_are_live() -> None:
    inbox = Inbox()
    for _ in range(4):
        inbox.put_batch(batch("bulk", bytes(20_000)))
    for turn in range(4):
        inbox.put_batch(batch(f"live-{turn}"))
        assert "bulk" in {b.device for b in inbox.take(99, 0).batches}
    assert inbox.waiting == 0


def test_a_commit_takes_half_of_an_agents_window() -> None:
    inbox = Inbox()
    for _ in range(DEFAULT_PACE):
        inbox.put_batch(batch("bulk", bytes(19_000)))
    assert len(inbox.take(99, 0).batches) == DEFAULT_PACE // 2


def test_a_devices_batches_keep_their_order() -> None:
    inbox = Inbox()
    for number in range(9):
        inbox.put_batch(batch("a", b"%d" % number))
        inbox.put_batch(batch("b", b"%d" % number))
    taken = inbox.take(99, 0).batches
    assert [b.data for b in taken if b.device == "a"] == [b"%d" % n for n in range(9)]


def test_only_the_newest_note_of_a_kind_counts() -> None:
    inbox = Inbox()
    inbox.put_note(note("a", b"old"))
    inbox.put_note(note("a", b"new"))
    inbox.put_note(note("a", b"hello", Leaf.HELLO))
    inbox.put_note(note("b", b"other"))
    assert {n.data for n in inbox.take(1, 0).notes} == {b"new", b"hello", b"other"}


def test_a_full_inbox_slows_the_devices_then_the_broker_then_drops_and_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "LARGEST_BATCHES", 8)
    monkeypatch.setattr(module, "LARGEST_UNTOLD", 2)
    inbox = Inbox()
    paces: list[int] = []
    told: list[int] = []
    for number in range(11):
        paces.append(inbox.pace())
        inbox.put_batch(batch("a"), partial(told.append, number))
    assert paces[0] == DEFAULT_PACE
    assert paces == sorted(paces, reverse=True)
    assert paces[-1] == 1
    assert told == list(range(8))
    assert (inbox.waiting, inbox.dropped) == (10, 1)


def test_the_broker_is_told_once_there_is_room_again() -> None:
    inbox = Inbox()
    told: list[str] = []
    large = b"x" * (module.LARGEST_BYTES // 2)
    for name in ("first", "second", "third"):
        inbox.put_batch(batch("a", large), partial(told.append, name))
    assert told == ["first", "second"]
    inbox.take(1, 0)
    assert told == ["first", "second"]  # two are still all that fits
    inbox.take(1, 0)
    assert told == ["first", "second", "third"]
    assert inbox.dropped == 0


def test_batches_are_taken_beside_however_many_notes() -> None:
    inbox = Inbox()
    for number in range(2 * module.NOTES_AT_ONCE):
        inbox.put_note(note(f"k-{number}", b""))
    inbox.put_batch(batch("a"))
    work = inbox.take(1, 0)
    assert [len(work.notes), len(work.batches)] == [module.NOTES_AT_ONCE, 1]
    assert [n.device for n in work.notes[:2]] == ["k-0", "k-1"]


def test_closing_wakes_the_worker_and_takes_nothing_more() -> None:
    inbox = Inbox()
    inbox.put_batch(batch("a"))
    inbox.close()
    inbox.put_batch(batch("a"))
    inbox.put_note(note("a", b""))
    assert len(inbox.take(9, 60).batches) == 1
    assert inbox.take(9, 60).batches == []
    assert inbox.closed


def test_what_a_worker_deals_with_is_no_other_workers() -> None:
    inbox = Inbox()
    for number in range(3):
        inbox.put_batch(batch("one", b"%d" % number))
    assert [b.data for b in inbox.take(2, 0, worker=1).batches] == [b"0", b"1"]
    inbox.put_batch(batch("one", b"3"))
    inbox.put_note(note("one", b"hello", Leaf.HELLO))
    assert inbox.take(9, 0, worker=2) == Work([], [])
    inbox.put_batch(batch("two"))
    inbox.put_note(note("two", b"hello", Leaf.HELLO))
    second = inbox.take(9, 0, worker=2)
    assert {n.device for n in second.notes} | {b.device for b in second.batches} == {"two"}
    first = inbox.take(9, 0, worker=1)
    assert [b.data for b in first.batches] == [b"2", b"3"]
    assert [n.data for n in first.notes] == [b"hello"]


def test_who_waits_is_woken_by_what_another_is_done_with() -> None:
    inbox = Inbox()
    inbox.put_batch(batch("one", b"0"))
    inbox.put_batch(batch("one", b"1"))
    inbox.take(1, 0, worker=1)
    found: list[Work] = []
    waiting = threading.Thread(target=lambda: found.append(inbox.take(1, 10.0, worker=2)))
    waiting.start()
    inbox.take(0, 0, worker=1)
    waiting.join(10.0)
    assert [b.data for b in found[0].batches] == [b"1"]


def test_a_closed_inbox_is_emptied_by_whoever_deals_with_the_device() -> None:
    inbox = Inbox()
    inbox.put_batch(batch("one", b"0"))
    inbox.put_batch(batch("one", b"1"))
    inbox.take(1, 0, worker=1)
    inbox.close()
    assert inbox.take(9, 10.0, worker=2) == Work([], [])
    assert [b.data for b in inbox.take(9, 10.0, worker=1).batches] == [b"1"]
    assert inbox.waiting == 0
