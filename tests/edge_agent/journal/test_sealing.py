"""Personal parts on a kiosk's disk: sealed, with a key that is committed first and changes."""

from pathlib import Path

from nacl.public import PrivateKey

from contract.envelope import decode_envelope
from contract.events import KioskStarted, SealingKey, decode_body
from contract.sealing import SealingSession, sealed_key_id, unseal, unwrap
from edge_agent.journal import Draft, JournalReader, JournalWriter, StoredEvent, open_journal
from tests.edge_agent.support import DAY_MS, LITTLE_SPACE, ORIGIN, HandClock

HUB = PrivateKey.generate()
NAME = "زهرا رحیمی".encode()
STARTED = KioskStarted(software="0.1.0", recovered=0)


def opened(folder: Path, clock: HandClock) -> JournalWriter:
    session = SealingSession.new({"hub": bytes(HUB.public_key)})
    return open_journal(folder, "kiosk", ORIGIN, clock, session, space=LITTLE_SPACE)


def events(journal: JournalWriter) -> list[StoredEvent]:
    with JournalReader(journal.path) as reader:
        return reader.entries()


def key_of(event: StoredEvent) -> SealingKey:
    body = decode_body(event.kind, event.version, decode_envelope(event.envelope).body)
    assert isinstance(body, SealingKey)
    return body


def test_the_key_is_committed_before_its_first_use_and_opens_what_it_sealed(
    folder: Path, clock: HandClock
) -> None:
    journal = opened(folder, clock)
    (appended,) = journal.append(Draft(STARTED, sealed=NAME))
    _, key_event, started = events(journal)
    assert (key_event.kind, started.seq) == ("journal.sealing_key", appended.seq)
    assert started.sealed is not None
    key = key_of(key_event)
    assert sealed_key_id(started.sealed) == key.key_id
    session_key = unwrap(key.sealed[0].box, bytes(HUB))
    clear = unseal(session_key, started.sealed, journal.journal, started.seq, started.kind)
    assert clear == NAME
    journal.close()


def test_one_key_serves_a_day_and_then_a_new_one(folder: Path, clock: HandClock) -> None:
    journal = opened(folder, clock)
    journal.append(Draft(STARTED, sealed=NAME))
    clock.advance(DAY_MS - 1)
    journal.append(Draft(STARTED, sealed=NAME))
    clock.advance(1)
    journal.append(Draft(STARTED, sealed=NAME), Draft(STARTED, sealed=NAME))
    kinds = [event.kind.partition(".")[2] for event in events(journal)]
    assert (
        kinds == ["genesis", "sealing_key", "started", "started", "sealing_key"] + ["started"] * 2
    )
    keys = {key_of(event).key_id for event in events(journal) if event.kind.endswith("key")}
    assert len(keys) == 2
    journal.close()


def test_nothing_personal_stands_in_clear_in_any_file(folder: Path, clock: HandClock) -> None:
    journal = opened(folder, clock)
    for _ in range(20):
        journal.append(Draft(STARTED, sealed=NAME))
    for _ in range(2):
        for path in folder.iterdir():
            assert NAME not in path.read_bytes()
        journal.checkpoint()
    journal.close()


def test_each_start_has_its_own_key(folder: Path, clock: HandClock) -> None:
    for _ in range(2):
        journal = opened(folder, clock)
        journal.append(Draft(STARTED, sealed=NAME))
        journal.close()
    assert len({key_of(e).key_id for e in events(journal) if e.kind.endswith("key")}) == 2
