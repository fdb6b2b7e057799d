"""What is carried here is judged as what comes over the line, audited, and answered."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from central.beginning import begin_journal
from central.courier import TakenFile, courier_answer, courier_files, take_courier_file
from central.fleet import KioskReport, revoke
from central.hub import Hub
from central.ingest import Journal, Quarantined, StoredEvent
from central.ingest.audit import verify_journals
from central.ingesting import carried_intake
from contract.courier import CourierAnswer, open_answer
from contract.envelope import decode_envelope
from contract.events import CourierTaken, decode_body
from contract.hello import Ack, open_ack
from contract.sealed_file import SealedFileDamaged, SealedFileKind, SealedFileRefused
from tests.central.console.rig import open_test_hub
from tests.central.support.courier import carried
from tests.central.support.kiosk import Kiosk
from tests.central.support.payments import pay

PAYMENTS = 20


@pytest.fixture
def hub(database_url: str, tmp_path: Path) -> Iterator[Hub]:
    opened = open_test_hub(tmp_path, database_url)
    begin_journal(opened)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def kiosk(hub: Hub) -> Kiosk:
    with hub.sessions.writing() as session:
        made = Kiosk().enrol(session)
    for _ in range(PAYMENTS):
        pay(made.journal)
    return made


def take(hub: Hub, data: bytes, by: str = "ali") -> TakenFile:
    return take_courier_file(hub, carried_intake(hub), io.BytesIO(data), by)


def events_of(hub: Hub, kiosk: Kiosk) -> int:
    with hub.sessions.reading() as session:
        return session.scalar(select(func.count()).where(StoredEvent.device == kiosk.device)) or 0


def audited(hub: Hub) -> list[CourierTaken]:
    with hub.sessions.reading() as session:
        rows = session.scalars(
            select(StoredEvent.envelope)
            .where(StoredEvent.kind == CourierTaken.KIND)
            .order_by(StoredEvent.ingest_id)
        ).all()
    found = []
    for row in rows:
        envelope = decode_envelope(row)
        event = decode_body(envelope.kind, envelope.version, envelope.body)
        assert isinstance(event, CourierTaken)
        found.append(event)
    return found


def answer_of(hub: Hub, taken: TakenFile) -> tuple[CourierAnswer, list[Ack]]:
    key = hub.identity.ack_key.verify_key
    answer = open_answer(taken.answer, lambda _: key)
    return answer, [open_ack(ack, lambda _: key) for ack in answer.acks]


def test_a_file_is_taken_answered_and_audited(hub: Hub, kiosk: Kiosk) -> None:
    size = len(kiosk.journal.entries)
    taken = take(hub, carried(hub.city_dir, kiosk))
    assert (taken.kept.events, taken.damage) == (size, None)
    assert events_of(hub, kiosk) == size
    answer, (ack,) = answer_of(hub, taken)
    assert (answer.device, answer.file) == (kiosk.device, taken.kept.file)
    assert (ack.through, ack.hash) == (size, kiosk.journal.head)
    (said,) = audited(hub)
    assert (said.device, said.events, said.by, said.whole) == (kiosk.device, size, "ali", True)
    with hub.engine.connect() as connection:
        assert [report.fault for report in verify_journals(connection)] == ["", ""]


def test_twice_and_late_change_nothing(hub: Hub, kiosk: Kiosk) -> None:
    half = len(kiosk.journal.entries) // 2
    first = [message.data for message in kiosk.messages(size=half)][:1]
    early, late = carried(hub.city_dir, kiosk, first), carried(hub.city_dir, kiosk)
    assert take(hub, late).kept.events == len(kiosk.journal.entries)
    for file in (early, late, early):
        again = take(hub, file)
        assert (again.kept.events, again.kept.refused) == (0, 0)
        _, (ack,) = answer_of(hub, again)
        assert ack.through == len(kiosk.journal.entries)
    assert events_of(hub, kiosk) == len(kiosk.journal.entries)
    assert [said.events for said in audited(hub)] == [len(kiosk.journal.entries), 0, 0, 0]


def test_a_kiosk_whose_file_came_does_not_count_as_heard(hub: Hub, kiosk: Kiosk) -> None:
    take(hub, carried(hub.city_dir, kiosk))
    with hub.sessions.reading() as session:
        assert session.get(KioskReport, kiosk.device) is None


def test_what_is_missing_before_it_is_asked_for(hub: Hub, kiosk: Kiosk) -> None:
    rest = [message.data for message in kiosk.messages(first=11, size=10)]
    taken = take(hub, carried(hub.city_dir, kiosk, rest))
    assert (taken.kept.events, taken.counts["gaps_total"]) == (0, len(rest))
    _, (ack,) = answer_of(hub, taken)
    assert ack.through == 0


def test_batches_of_nobody_we_know_go_to_quarantine_and_the_others_are_taken(
    hub: Hub, kiosk: Kiosk
) -> None:
    good = [message.data for message in kiosk.messages(size=10)]
    forged = Kiosk(device=kiosk.device)
    foreign = forged.message(forged.journal.batch(1)).data
    taken = take(hub, carried(hub.city_dir, kiosk, [good[0], foreign, b"rubbish", *good[1:]]))
    assert (taken.kept.events, taken.kept.refused) == (len(kiosk.journal.entries), 2)
    with hub.sessions.reading() as session:
        reasons = session.scalars(select(Quarantined.reason)).all()
    assert reasons == ["unauthenticated", "unauthenticated"]


def test_a_copy_of_the_disk_is_kept_as_another_history(hub: Hub, kiosk: Kiosk) -> None:
    copy = Kiosk(device=kiosk.device, key=kiosk.key)
    copy.journal = kiosk.journal.clone(len(kiosk.journal.entries) // 2)
    pay(copy.journal)
    take(hub, carried(hub.city_dir, kiosk))
    taken = take(hub, carried(hub.city_dir, copy))
    assert taken.counts["forks_total"] > 0
    _, (ack,) = answer_of(hub, taken)
    assert ack.through == len(kiosk.journal.entries)
    assert ack.answer is not None
    assert (ack.answer.hash, ack.answer.held) == (copy.journal.head, True)
    with hub.sessions.reading() as session:
        assert session.get_one(Journal, kiosk.journal.id).state == "forked"


def test_a_damaged_file_gives_its_whole_batches_and_an_answer_for_them(
    hub: Hub, kiosk: Kiosk
) -> None:
    whole = carried(hub.city_dir, kiosk)
    taken = take(hub, whole[: len(whole) * 2 // 3])
    assert taken.damage == "The file is cut off."
    assert 0 < taken.kept.events < len(kiosk.journal.entries)
    assert events_of(hub, kiosk) == taken.kept.events
    _, (ack,) = answer_of(hub, taken)
    assert ack.through == taken.kept.events
    assert [said.whole for said in audited(hub)] == [False]


@pytest.mark.parametrize("reason", ["form", "kind", "city", "signature"])
def test_a_refused_file_leaves_no_trace(hub: Hub, kiosk: Kiosk, reason: str) -> None:
    file = {
        "form": b"a photograph",
        "kind": carried(hub.city_dir, kiosk, kind=SealedFileKind.SUPPORT),
        "city": carried(hub.city_dir, kiosk, city="tehran"),
        "signature": carried(hub.city_dir, Kiosk()),
    }[reason]
    with pytest.raises(SealedFileRefused) as refused:
        take(hub, file)
    assert refused.value.reason == reason
    assert (events_of(hub, kiosk), audited(hub)) == (0, [])


def test_a_revoked_kiosk_is_not_believed(hub: Hub, kiosk: Kiosk) -> None:
    with hub.sessions.writing() as session:
        revoke(session, kiosk.device, "stolen", hub.now_ms())
    with pytest.raises(SealedFileRefused) as refused:
        take(hub, carried(hub.city_dir, kiosk))
    assert refused.value.reason == "signature"
    assert events_of(hub, kiosk) == 0


def test_a_file_damaged_at_its_head_is_taken_not_at_all(hub: Hub, kiosk: Kiosk) -> None:
    data = bytearray(carried(hub.city_dir, kiosk))
    data[120] ^= 1
    with pytest.raises((SealedFileDamaged, SealedFileRefused)):
        take(hub, bytes(data))
    assert audited(hub) == []


def test_answers_are_kept_to_be_saved_again_the_newest_of_a_kiosk(hub: Hub, kiosk: Kiosk) -> None:
    file = carried(hub.city_dir, kiosk)
    taken = [take(hub, file) for _ in range(22)]
    with hub.sessions.reading() as session:
        kept = courier_files(session)
        assert len(kept) == 20
        assert kept[0].number == taken[-1].kept.number
        found = courier_answer(session, kept[0].number)
        assert found is not None
        assert found[1] == taken[-1].answer
        assert courier_answer(session, taken[0].kept.number) is None
