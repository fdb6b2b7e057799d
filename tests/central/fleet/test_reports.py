"""What devices last said, and the list that an operator sees."""

import msgspec
import pytest
from sqlalchemy import update

from central.database import Sessions
from central.fleet import (
    KioskReport,
    KioskView,
    MoneyTrouble,
    Severity,
    kiosks,
    note_seen,
    revoke,
    take_status,
    take_telemetry,
)
from central.fleet import (
    kiosk as find_kiosk,
)
from contract.hello import BadMessage
from contract.place import Place
from contract.telemetry import (
    Component,
    ComponentState,
    DeviceStatus,
    JournalQueue,
    State,
    Telemetry,
    encode_status,
    encode_telemetry,
)
from tests.central.support.kiosk import CITY, NOON_MS, Kiosk
from tests.central.support.store import HubStore

MINUTE_MS = 60_000


def telemetry(kiosk: Kiosk, *, head: int = 0, acked: int = 0, **changes: object) -> bytes:
    queue = JournalQueue(
        journal=kiosk.journal.id,
        writer="kiosk",
        head_seq=head,
        acked_seq=acked,
        oldest_unsent_ms=NOON_MS - 4_000 if head > acked else None,
    )
    plain = Telemetry(
        device=kiosk.device,
        boot=b"bootboot",
        utc_ms=NOON_MS,
        software="0.1.0",
        uptime_ms=1,
        queue=(queue,),
        components=(
            ComponentState(component=Component.PAPER, state=State.READY, since_ms=1, level=82),
        ),
    )
    return encode_telemetry(msgspec.structs.replace(plain, **changes))


def status(kiosk: Kiosk, *, online: bool) -> bytes:
    return encode_status(
        DeviceStatus(device=kiosk.device, online=online, boot=b"bootboot", utc_ms=NOON_MS)
    )


def view(store: HubStore, kiosk: Kiosk, now_ms: int) -> KioskView:
    with store.sessions.reading() as session:
        found = find_kiosk(session, kiosk.device, now_ms)
    assert found is not None
    return found


def hear(store: HubStore, kiosk: Kiosk, data: bytes, at_ms: int = NOON_MS) -> None:
    with store.engine.begin() as connection:
        take_telemetry(connection, kiosk.device, data, at_ms)


def test_a_report_is_shown_as_it_was_said(store: HubStore, kiosk: Kiosk) -> None:
    hear(store, kiosk, telemetry(kiosk, head=12, acked=5))
    seen = view(store, kiosk, NOON_MS + 1_000)
    assert (seen.online, seen.software, seen.queue) == (True, "0.1.0", 7)
    assert seen.lag_ms == 5_000
    paper = seen.component(Component.PAPER)
    assert paper is not None
    assert (paper.state, paper.level) == (State.READY, 82)
    assert seen.component(Component.PRINTER) is None
    assert seen.health.severity is Severity.WELL


def test_a_kiosk_that_never_spoke_has_no_queue_rather_than_an_empty_one(
    store: HubStore, kiosk: Kiosk
) -> None:
    seen = view(store, kiosk, NOON_MS)
    assert (seen.queue, seen.lag_ms, seen.online) == (None, None, False)
    assert seen.health.first is not None
    assert seen.health.first.cause == "never_heard"


def test_the_last_will_takes_a_kiosk_off_line_at_once(store: HubStore, kiosk: Kiosk) -> None:
    hear(store, kiosk, telemetry(kiosk))
    with store.engine.begin() as connection:
        take_status(connection, kiosk.device, status(kiosk, online=False), NOON_MS + 1_000)
    seen = view(store, kiosk, NOON_MS + 2_000)
    assert not seen.online
    assert seen.seen_ms == NOON_MS
    with store.engine.begin() as connection:
        take_status(connection, kiosk.device, status(kiosk, online=True), NOON_MS + 3_000)
    assert view(store, kiosk, NOON_MS + 4_000).online


def test_silence_alone_takes_it_off_line_after_a_while(store: HubStore, kiosk: Kiosk) -> None:
    hear(store, kiosk, telemetry(kiosk))
    assert view(store, kiosk, NOON_MS + 80_000).online
    assert not view(store, kiosk, NOON_MS + 100_000).online


def test_a_queue_that_gets_no_shorter_is_stuck(store: HubStore, kiosk: Kiosk) -> None:
    for minute in range(4):
        hear(store, kiosk, telemetry(kiosk, head=9, acked=4), NOON_MS + minute * MINUTE_MS)
    found = view(store, kiosk, NOON_MS + 3 * MINUTE_MS).health.findings
    assert "queue_stuck" in {finding.cause for finding in found}
    hear(store, kiosk, telemetry(kiosk, head=9, acked=5), NOON_MS + 3 * MINUTE_MS)
    found = view(store, kiosk, NOON_MS + 3 * MINUTE_MS).health.findings
    assert "queue_stuck" not in {finding.cause for finding in found}


def test_batches_are_a_sign_of_life(store: HubStore, kiosk: Kiosk) -> None:
    with store.engine.begin() as connection:
        note_seen(connection, [kiosk.device], NOON_MS)
        note_seen(connection, [kiosk.device], NOON_MS + 1_000)
        note_seen(connection, [], NOON_MS)
    assert view(store, kiosk, NOON_MS).seen_ms == NOON_MS
    with store.engine.begin() as connection:
        note_seen(connection, [kiosk.device], NOON_MS + 6_000)
    assert view(store, kiosk, NOON_MS).seen_ms == NOON_MS + 6_000


@pytest.mark.parametrize("data", [b"", b"\x80", b"rubbish"])
def test_rubbish_is_refused(store: HubStore, kiosk: Kiosk, data: bytes) -> None:
    with pytest.raises(BadMessage):
        hear(store, kiosk, data)


def test_no_device_speaks_for_another(store: HubStore, kiosk: Kiosk) -> None:
    other = store.enrol()
    with pytest.raises(BadMessage):
        hear(store, kiosk, telemetry(other))
    with store.engine.begin() as connection, pytest.raises(BadMessage):
        take_status(connection, kiosk.device, status(other, online=True), NOON_MS)


def test_numbers_beyond_every_queue_harm_nothing(store: HubStore, kiosk: Kiosk) -> None:
    hear(store, kiosk, telemetry(kiosk, head=2**64 - 1))
    assert view(store, kiosk, NOON_MS).queue == 2**62


def test_a_stored_report_of_another_version_counts_as_none(store: HubStore, kiosk: Kiosk) -> None:
    hear(store, kiosk, telemetry(kiosk))
    with store.sessions.writing() as session:
        session.execute(update(KioskReport).values(telemetry={"format": 2}))
    assert view(store, kiosk, NOON_MS).telemetry is None


def test_the_worst_comes_first_then_district_and_office(store: HubStore) -> None:
    def at(district: int, office: str, number: int = 1) -> Kiosk:
        place = Place(
            city=CITY, city_name="قزوین", district=district, office=office,
            office_name=office, number=number,
        )  # fmt: skip
        with store.sessions.writing() as session:
            return Kiosk().enrol(session, place)

    troubled, gone = at(3, "a"), at(9, "gone")
    others = [at(1, "b"), at(1, "a", 2), at(1, "a", 1), at(2, "x")]
    for kiosk in (troubled, gone, *others):
        hear(store, kiosk, telemetry(kiosk))
    with store.sessions.writing() as session:
        revoke(session, gone.device, "stolen", NOON_MS)
    with store.sessions.reading() as session:
        views = kiosks(session, NOON_MS, {troubled.device: MoneyTrouble(unknown=1)})
    assert [(v.device.district, v.device.office, v.device.number) for v in views] == [
        (3, "a", 1),
        (1, "a", 1),
        (1, "a", 2),
        (1, "b", 1),
        (2, "x", 1),
    ]


def test_nobody_of_that_name(sessions: Sessions) -> None:
    with sessions.reading() as session:
        assert find_kiosk(session, "k-none", NOON_MS) is None
