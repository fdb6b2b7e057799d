"""What the hub does is journaled with it, in one chain, by however many hands."""

import threading

import pytest
from sqlalchemy import select

from central.database import Sessions
from central.ingest import HubState, Journal, StoredEvent
from central.ingest.audit import verify_journals
from central.journal import HubJournal
from contract.clock import SystemClock
from contract.envelope import decode_envelope
from contract.events import StaffSignedIn, decode_body
from tests.central.support.kiosk import CITY
from tests.central.support.store import HubStore


@pytest.fixture
def journal() -> HubJournal:
    return HubJournal(CITY, SystemClock(), "0.1.0")


def rows(sessions: Sessions) -> list[StoredEvent]:
    with sessions.reading() as session:
        return list(session.scalars(select(StoredEvent).order_by(StoredEvent.ingest_id)))


def test_the_first_event_begins_the_journal(sessions: Sessions, journal: HubJournal) -> None:
    with sessions.writing() as session:
        assert journal.append(session, StaffSignedIn(account="maryam")) == 2
    first, second = rows(sessions)
    assert (first.kind, first.device, second.kind) == ("journal.genesis", "hub", "staff.signed_in")
    envelope = decode_envelope(second.envelope)
    event = decode_body(envelope.kind, envelope.version, envelope.body)
    assert event == StaffSignedIn(account="maryam")
    with sessions.reading() as session:
        state = session.scalars(select(HubState)).one()
    assert (state.city, state.epoch, state.journal) == (CITY, 1, first.journal)


def test_what_was_rolled_back_was_never_journaled(sessions: Sessions, journal: HubJournal) -> None:
    with pytest.raises(ZeroDivisionError), sessions.writing() as session:
        journal.append(session, StaffSignedIn(account="maryam"))
        raise ZeroDivisionError
    assert rows(sessions) == []


def test_many_hands_write_one_gapless_chain(
    store: HubStore, sessions: Sessions, journal: HubJournal
) -> None:
    with sessions.writing() as session:
        journal.append(session, StaffSignedIn(account="first"))

    def sign_in(hand: int) -> None:
        for number in range(8):
            with sessions.writing() as session:
                journal.append(session, StaffSignedIn(account=f"{hand}-{number}"))

    hands = [threading.Thread(target=sign_in, args=(hand,)) for hand in range(4)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    with store.engine.connect() as connection:
        (report,) = verify_journals(connection, "hub")
    assert (report.events, report.through, report.fault) == (34, 34, "")


def test_an_epoch_begins_with_a_successor(sessions: Sessions, journal: HubJournal) -> None:
    with sessions.writing() as session:
        journal.append(session, StaffSignedIn(account="maryam"))
    with sessions.writing() as session:
        assert journal.begin_epoch(session) == 2
        journal.append(session, StaffSignedIn(account="zahra"))
    with sessions.reading() as session:
        old, new = session.scalars(select(Journal).order_by(Journal.state)).all()
    assert (old.state, new.state) == ("ended", "live")
    assert (new.predecessor, new.predecessor_seq, new.predecessor_hash) == (
        old.journal,
        2,
        old.head_hash,
    )
    assert (old.through, new.through) == (2, 2)
