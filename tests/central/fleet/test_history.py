"""How a kiosk was is kept thinned, with the time of measuring, whoever told it and when."""

import msgspec
import pytest

from central.fleet import KioskSample, samples_of, take_history, take_telemetry
from contract.hello import BadMessage
from contract.history import MOST_REPORTS, TelemetryHistory, encode_history
from contract.telemetry import (
    Component,
    ComponentState,
    JournalQueue,
    Measurement,
    State,
    Telemetry,
    encode_telemetry,
)
from tests.central.support.kiosk import NOON_MS, Kiosk
from tests.central.support.store import HubStore

MINUTE_MS, HOUR_MS, DAY_MS = 60_000, 3_600_000, 86_400_000
UPTIME_MS = 40 * DAY_MS


def report(kiosk: Kiosk, ago_ms: int = 0, **changed: object) -> Telemetry:
    plain = Telemetry(
        device=kiosk.device, boot=b"bootboot", utc_ms=NOON_MS - ago_ms, software="0.1.0",
        uptime_ms=UPTIME_MS - ago_ms,
    )  # fmt: skip
    return msgspec.structs.replace(plain, **changed)


def kept(kiosk: Kiosk, *reports: Telemetry, boot: bytes = b"bootboot") -> bytes:
    return encode_history(
        TelemetryHistory(
            device=kiosk.device, boot=boot, utc_ms=NOON_MS, uptime_ms=UPTIME_MS, reports=reports
        )
    )


def tell(store: HubStore, kiosk: Kiosk, data: bytes, at_ms: int = NOON_MS) -> None:
    with store.engine.begin() as connection:
        take_history(connection, kiosk.device, data, at_ms)


def samples(store: HubStore, kiosk: Kiosk) -> list[KioskSample]:
    with store.sessions.reading() as session:
        return list(samples_of(session, kiosk.device, NOON_MS - 60 * DAY_MS))


def test_what_a_kiosk_says_is_kept_every_ten_minutes_and_for_a_month(
    store: HubStore, kiosk: Kiosk
) -> None:
    for minute in range(0, 60, 5):
        with store.engine.begin() as connection:
            data = encode_telemetry(report(kiosk, -minute * MINUTE_MS))
            take_telemetry(connection, kiosk.device, data, NOON_MS + minute * MINUTE_MS)
    assert [s.measured_ms - NOON_MS for s in samples(store, kiosk)] == [
        minute * MINUTE_MS for minute in range(0, 60, 10)
    ]
    assert not any(sample.told_later for sample in samples(store, kiosk))
    with store.engine.begin() as connection:
        later_ms = 31 * DAY_MS
        data = encode_telemetry(report(kiosk, -later_ms))
        take_telemetry(connection, kiosk.device, data, NOON_MS + later_ms)
    assert [s.measured_ms - NOON_MS for s in samples(store, kiosk)] == [later_ms]


def test_a_sample_holds_what_was_measured_and_nothing_else(store: HubStore, kiosk: Kiosk) -> None:
    full = report(
        kiosk,
        queue=(
            JournalQueue(
                journal=b"j" * 16, writer="kiosk", head_seq=12, acked_seq=5,
                oldest_unsent_ms=NOON_MS - HOUR_MS,
            ),
        ),
        components=(
            ComponentState(component=Component.DISK, state=State.READY, since_ms=1, level=71),
            ComponentState(
                component=Component.PAPER, state=State.FAILED, reason="paper_end", since_ms=1
            ),
        ),
        measurements=(
            Measurement(component=Component.MACHINE, name="memory_free_percent", value=40.4),
            Measurement(component=Component.MACHINE, name="processor_busy_percent", value=250),
            Measurement(component=Component.TEMPERATURE, name="temperature_celsius", value=41),
            Measurement(component=Component.TEMPERATURE, name="temperature_celsius", value=55.5),
        ),
    )  # fmt: skip
    tell(store, kiosk, kept(kiosk, full, report(kiosk, MINUTE_MS)))
    bare, whole = samples(store, kiosk)
    assert (whole.queue, whole.lag_ms, whole.unwell) == (7, HOUR_MS, ["paper:paper_end"])
    assert (whole.disk_free_percent, whole.memory_free_percent) == (71, 40)
    assert (whole.processor_busy_percent, whole.celsius) == (100, 55.5)
    assert (bare.disk_free_percent, bare.memory_free_percent, bare.celsius) == (None, None, None)


def test_told_later_stands_at_the_time_of_measuring_and_told_twice_stands_once(
    store: HubStore, kiosk: Kiosk
) -> None:
    data = kept(kiosk, report(kiosk, HOUR_MS), report(kiosk, 2 * MINUTE_MS))
    tell(store, kiosk, data)
    tell(store, kiosk, data, NOON_MS + 9_000)
    told = samples(store, kiosk)
    assert [NOON_MS - sample.measured_ms for sample in told] == [HOUR_MS, 2 * MINUTE_MS]
    assert all(sample.told_later for sample in told)


def test_history_never_passes_for_the_present(store: HubStore, kiosk: Kiosk) -> None:
    tell(store, kiosk, kept(kiosk, report(kiosk, HOUR_MS)))
    with store.sessions.reading() as session:
        from central.fleet import kiosk as find_kiosk

        seen = find_kiosk(session, kiosk.device, NOON_MS)
    assert seen is not None
    assert (seen.telemetry, seen.seen_ms) == (None, None)


def test_a_report_whose_time_nobody_knows_is_left_out(store: HubStore, kiosk: Kiosk) -> None:
    future = report(kiosk, -HOUR_MS)
    ancient = report(kiosk, 31 * DAY_MS, uptime_ms=1)
    known = report(kiosk, HOUR_MS)
    tell(store, kiosk, kept(kiosk, future, ancient, known, boot=b"nextboot"))
    assert [NOON_MS - sample.measured_ms for sample in samples(store, kiosk)] == [HOUR_MS]


def test_numbers_beyond_every_column_harm_nothing(store: HubStore, kiosk: Kiosk) -> None:
    queue = JournalQueue(journal=b"", writer="", head_seq=2**64 - 1, acked_seq=0)
    huge = report(kiosk, uptime_ms=2**64 - 1, queue=(queue,))
    tell(store, kiosk, kept(kiosk, huge, boot=b"nextboot"))
    assert [sample.queue for sample in samples(store, kiosk)] == [2**62]


def test_no_device_tells_the_history_of_another_and_rubbish_is_refused(
    store: HubStore, kiosk: Kiosk
) -> None:
    other = store.enrol()
    for data in (
        kept(other, report(other)),
        kept(kiosk, report(other)),
        kept(kiosk, *[report(kiosk)] * (MOST_REPORTS + 1)),
        b"rubbish",
    ):
        with pytest.raises(BadMessage):
            tell(store, kiosk, data)
    assert samples(store, kiosk) == []
