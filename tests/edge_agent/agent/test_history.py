"""What nobody heard is kept thinned, on a bounded part of the disk, and survives what may come."""

from pathlib import Path

import msgspec
import pytest

from contract.history import MOST_REPORTS, decode_history
from contract.telemetry import Component, ComponentState, State, Telemetry
from edge_agent.agent.history import MOST_KEPT, THIN_AGAIN_AFTER, TelemetryKept, report_of
from edge_agent.agent.telling import HistoryTelling
from tests.edge_agent.support import NOW_MS, HandClock

SECOND_MS, MINUTE_MS, HOUR_MS, DAY_MS = 1_000, 60_000, 3_600_000, 86_400_000


def report(clock: HandClock) -> Telemetry:
    parts = (ComponentState(component=Component.PAPER, state=State.READY, since_ms=1, level=50),)
    return Telemetry(
        device="k-test", boot=clock.boot, utc_ms=clock.utc_ms, software="0.1.0",
        uptime_ms=clock.monotonic_ms, components=parts,
    )  # fmt: skip


def offline(kept: TelemetryKept, clock: HandClock, for_ms: int, step_ms: int = MINUTE_MS) -> None:
    for _ in range(for_ms // step_ms):
        clock.advance(step_ms)
        kept.keep(report(clock))


def ages_ms(kept: TelemetryKept, clock: HandClock) -> list[int]:
    return [clock.utc_ms - held.utc_ms for held in kept._reports]


def lines(path: Path) -> list[bytes]:
    return [line for line in path.read_bytes().splitlines() if line]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "telemetry.kept"


def test_one_a_minute_for_an_hour_then_six_an_hour_for_a_day_then_one_an_hour_for_a_month(
    path: Path,
) -> None:
    clock, kept = HandClock(), TelemetryKept(path)
    kept.keep(report(clock))
    offline(kept, clock, 29 * DAY_MS, step_ms=30 * MINUTE_MS)
    offline(kept, clock, 2 * DAY_MS)
    ages = ages_ms(kept, clock)
    assert len([age for age in ages if age < HOUR_MS]) == 60
    assert 137 <= len([age for age in ages if HOUR_MS <= age < DAY_MS]) <= 140
    assert 694 <= len([age for age in ages if age >= DAY_MS]) <= 698
    assert max(ages) < 30 * DAY_MS
    assert len(ages) <= MOST_KEPT
    assert len(lines(path)) <= MOST_KEPT + THIN_AGAIN_AFTER


def test_kept_once_a_minute_however_often_it_is_offered(path: Path) -> None:
    clock, kept = HandClock(), TelemetryKept(path)
    offline(kept, clock, 10 * MINUTE_MS, step_ms=SECOND_MS)
    assert len(lines(path)) == 10


def test_a_restart_loses_none_and_keeps_none_twice_and_the_file_stays_bounded(path: Path) -> None:
    clock, kept = HandClock(), TelemetryKept(path)
    for _ in range(40):
        offline(kept, clock, 50 * MINUTE_MS)
        before = ages_ms(kept, clock)
        kept = TelemetryKept(path)
        assert ages_ms(kept, clock) == before
        kept.keep(report(clock))
        assert ages_ms(kept, clock) == before
    assert len(lines(path)) <= len(before) + THIN_AGAIN_AFTER


def test_a_torn_line_costs_itself_alone(path: Path) -> None:
    clock, kept = HandClock(), TelemetryKept(path)
    offline(kept, clock, 5 * MINUTE_MS)
    path.write_bytes(path.read_bytes()[:-40])
    kept = TelemetryKept(path)
    assert ages_ms(kept, clock) == [4 * MINUTE_MS, 3 * MINUTE_MS, 2 * MINUTE_MS, MINUTE_MS]
    offline(kept, clock, MINUTE_MS)
    assert len(ages_ms(TelemetryKept(path), clock)) == 5
    path.write_bytes(b"\x00\xff\x00" * 999)
    assert ages_ms(TelemetryKept(path), clock) == []


def test_a_clock_set_back_a_year_throws_nothing_away(path: Path) -> None:
    clock, kept = HandClock(), TelemetryKept(path)
    offline(kept, clock, 5 * MINUTE_MS)
    clock.utc_ms -= 365 * DAY_MS
    offline(kept, clock, 5 * MINUTE_MS)
    assert len(kept.newest()) == 10


def telling(path: Path, clock: HandClock) -> HistoryTelling:
    return HistoryTelling("k-test", clock, TelemetryKept(path))


def test_nothing_is_told_while_events_wait_and_nothing_is_forgotten_before_the_hub_answers(
    path: Path,
) -> None:
    clock = HandClock()
    history = telling(path, clock)
    offline(history.kept, clock, 60 * MINUTE_MS)
    assert history.next_message(is_idle=False) is None

    first = history.next_message(is_idle=True)
    assert first is not None
    told = decode_history(first)
    assert len(told.reports) == MOST_REPORTS
    assert told.reports[-1].utc_ms == clock.utc_ms
    assert history.next_message(is_idle=False) is None  # not answered yet
    assert len(lines(path)) == 60

    second = history.next_message(is_idle=True)
    assert second is not None
    assert len(decode_history(second).reports) == 10
    assert len(lines(path)) == 10
    assert history.next_message(is_idle=True) is None
    assert lines(path) == []


def test_a_report_is_only_made_when_one_is_due(path: Path) -> None:
    clock = HandClock()
    history, made = telling(path, clock), []

    def report_now() -> Telemetry:
        made.append(clock.monotonic_ms)
        return report(clock)

    for _ in range(180):
        history.keep(report_now)
        clock.advance(1_000)
    assert made == [1_000, 61_000, 121_000]
    assert len(lines(path)) == 3


def test_a_line_that_is_cut_before_the_answer_has_it_told_again(path: Path) -> None:
    clock = HandClock()
    history = telling(path, clock)
    offline(history.kept, clock, 3 * MINUTE_MS)
    first = history.next_message(is_idle=True)
    history.lost_link()
    again = telling(path, clock).next_message(is_idle=True)
    assert history.next_message(is_idle=True) == first == again


def test_when_it_was_measured_is_told_by_the_machines_own_count(path: Path) -> None:
    clock = HandClock(utc_ms=NOW_MS - 400 * DAY_MS)  # it woke up in another year
    history = telling(path, clock)
    offline(history.kept, clock, 2 * MINUTE_MS)
    clock.utc_ms, clock.monotonic_ms = NOW_MS, clock.monotonic_ms + HOUR_MS  # set right
    message = history.next_message(is_idle=True)
    assert message is not None
    assert [age for _, age in decode_history(message).ages()] == [HOUR_MS + MINUTE_MS, HOUR_MS]

    history.lost_link()
    clock.boot, clock.monotonic_ms = b"nextboot", 5
    message = history.next_message(is_idle=True)
    assert message is not None
    assert min(age for _, age in decode_history(message).ages()) > 399 * DAY_MS


def test_a_report_is_read_as_it_was(path: Path) -> None:
    clock, kept = HandClock(), TelemetryKept(path)
    said = msgspec.structs.replace(report(clock), last_print_ms=7)
    kept.keep(said)
    assert [report_of(held) for held in TelemetryKept(path).newest()] == [said]
