"""Each trouble has its cause and its next step; the worst comes first."""

from dataclasses import replace

import msgspec
import pytest

from central.fleet import Finding, KioskFacts, Severity, assess
from contract.closing import ClosingReason
from contract.telemetry import (
    Component,
    ComponentState,
    DatasetAge,
    Measurement,
    State,
    Telemetry,
)

NOW_MS = 1_795_000_000_000
MINUTE_MS = 60_000
HOUR_MS = 3_600_000

REPORT = Telemetry(
    device="k-1",
    boot=b"bootboot",
    utc_ms=NOW_MS - 5_000,
    software="0.1.0",
    uptime_ms=HOUR_MS,
    components=tuple(
        ComponentState(component=part, state=State.READY, since_ms=NOW_MS - HOUR_MS, level=64)
        for part in Component
    ),
    reference=(DatasetAge(dataset="bills", version=3, as_of_ms=NOW_MS - HOUR_MS),),
)
WELL = KioskFacts(
    state="active",
    enrolled_ms=NOW_MS - 9 * HOUR_MS,
    online=True,
    seen_ms=NOW_MS - 5_000,
    progress_ms=NOW_MS - 5_000,
    queue=0,
    lag_ms=0,
    telemetry=REPORT,
    telemetry_ms=NOW_MS - 5_000,
    certificate_expires_ms=NOW_MS + 900 * 24 * HOUR_MS,
)


def with_part(component: Component, state: State, **changes: object) -> KioskFacts:
    part = ComponentState(component=component, state=state, since_ms=NOW_MS - MINUTE_MS)
    part = msgspec.structs.replace(part, **changes)
    others = [item for item in REPORT.components if item.component is not component]
    return replace(WELL, telemetry=msgspec.structs.replace(REPORT, components=(*others, part)))


def cabinet(component: Component, reason: str) -> KioskFacts:
    return with_part(component, State.DEGRADED, reason=reason)


def with_report(**changes: object) -> KioskFacts:
    return replace(WELL, telemetry=msgspec.structs.replace(REPORT, **changes))


def first(facts: KioskFacts) -> Finding:
    found = assess(facts, NOW_MS).first
    assert found is not None
    return found


def test_a_kiosk_without_trouble_is_well() -> None:
    health = assess(WELL, NOW_MS)
    assert (health.severity, health.first) == (Severity.WELL, None)


@pytest.mark.parametrize(
    ("facts", "severity", "cause", "next_step"),
    [
        (replace(WELL, unknown=1), 2, "payment_unknown", "settle_from_bank_file"),
        (replace(WELL, forked=1), 2, "journal_diverged", "compare_both_histories"),
        (with_report(diverged=(b"j" * 16,)), 2, "journal_diverged", "compare_both_histories"),
        (replace(WELL, duplicates=2), 2, "bill_paid_twice", "refund_or_credit"),
        (replace(WELL, parked=7), 1, "events_not_understood", "upgrade_hub"),
        (replace(WELL, seen_ms=NOW_MS - 91_000), 2, "silent", "call_the_office"),
        (replace(WELL, online=False), 2, "silent", "call_the_office"),
        (replace(WELL, seen_ms=None, telemetry=None), 1, "never_heard", "check_first_connection"),
        (
            replace(WELL, queue=5, progress_ms=NOW_MS - 3 * MINUTE_MS),
            2,
            "queue_stuck",
            "look_at_hub_log",
        ),
        (replace(WELL, queue=31_200), 1, "queue_draining", "wait"),
        (replace(WELL, queue=5, lag_ms=16 * MINUTE_MS), 1, "sync_behind", "wait"),
        (
            replace(WELL, certificate_expires_ms=NOW_MS),
            2,
            "certificate_expired",
            "renew_certificate",
        ),
        (
            replace(WELL, certificate_expires_ms=NOW_MS + 24 * HOUR_MS),
            1,
            "certificate_ends_soon",
            "renew_certificate",
        ),
        (with_report(utc_ms=NOW_MS - HOUR_MS), 1, "clock_off", "check_clock"),
        (with_part(Component.PRINTER, State.FAILED), 2, "printer_failed", "check_printer"),
        (with_part(Component.PRINTER, State.ABSENT), 2, "printer_absent", "check_printer"),
        (with_part(Component.PAPER, State.FAILED), 2, "paper_failed", "load_paper"),
        (
            with_part(Component.PAPER, State.FAILED, reason="paper_end"),
            2,
            "paper_failed",
            "load_paper",
        ),
        (
            with_part(Component.PAPER, State.FAILED, reason="no_answer"),
            1,
            "paper_unknown",
            "check_printer",
        ),
        (with_part(Component.PAPER, State.DEGRADED), 1, "paper_degraded", "load_paper"),
        (with_part(Component.PAPER, State.READY, level=7), 1, "paper_low", "load_paper"),
        (with_part(Component.DISK, State.READY, level=4), 1, "disk_low", "make_room"),
        (with_part(Component.DISK, State.FAILED), 2, "disk_failed", "make_room"),
        (with_part(Component.TERMINAL, State.FAILED), 2, "terminal_failed", "check_terminal"),
        (with_part(Component.COUNTER, State.FAILED), 2, "counter_failed", "restart_kiosk"),
        (with_part(Component.SCANNER, State.FAILED), 1, "scanner_failed", "check_scanner"),
        (
            with_report(
                reference=(DatasetAge(dataset="bills", version=3, as_of_ms=NOW_MS - 49 * HOUR_MS),)
            ),
            1,
            "reference_stale",
            "check_downloads",
        ),
        (replace(WELL, state="revoked"), 1, "revoked", "enrol_again"),
        (cabinet(Component.UPS, "on_battery"), 2, "ups_on_battery", "ask_about_mains"),
        (cabinet(Component.UPS, "battery_worn"), 1, "ups_battery_worn", "replace_battery"),
        (
            with_part(Component.UPS, State.FAILED, reason="battery_low"),
            2,
            "ups_battery_low",
            "bring_mains_back",
        ),
        (with_part(Component.UPS, State.FAILED, reason="no_answer"), 1, "ups_failed", "check_ups"),
        (with_part(Component.UPS, State.READY, level=12), 1, "ups_low", "check_ups"),
        (cabinet(Component.DOOR, "door_open"), 2, "door_open", "ask_about_door"),
        (with_part(Component.DOOR, State.FAILED), 1, "door_failed", "check_door_switch"),
        (cabinet(Component.TEMPERATURE, "hot"), 1, "temperature_hot", "check_cooling"),
        (
            with_part(Component.TEMPERATURE, State.FAILED, reason="too_hot"),
            2,
            "temperature_too_hot",
            "let_it_cool",
        ),
        (cabinet(Component.DISK, "worn"), 1, "disk_worn", "replace_disk"),
        (
            with_part(Component.DISK, State.FAILED, reason="disk_failing"),
            2,
            "disk_failing",
            "rescue_journals",
        ),
        (cabinet(Component.CLOCK, "clock_jumped"), 1, "clock_jumped", "check_clock"),
        (cabinet(Component.MACHINE, "memory_scarce"), 1, "memory_scarce", "restart_kiosk"),
        (cabinet(Component.SCREEN, "screen_off"), 2, "screen_off", "check_screen"),
        (with_part(Component.OTHER, State.FAILED), 1, "other_failed", "upgrade_hub"),
    ],
)
def test_each_trouble_has_its_cause_and_next_step(
    facts: KioskFacts, severity: int, cause: str, next_step: str
) -> None:
    found = first(facts)
    assert (found.severity, found.cause, found.next_step) == (severity, cause, next_step)


@pytest.mark.parametrize(
    "facts",
    [
        replace(WELL, seen_ms=NOW_MS - 89_000),
        replace(WELL, queue=5, progress_ms=NOW_MS - MINUTE_MS),
        with_part(Component.READER, State.ABSENT),
        with_part(Component.SCANNER, State.ABSENT),
        with_part(Component.UPS, State.ABSENT),
        with_part(Component.DOOR, State.ABSENT),
        with_part(Component.SCREEN, State.ABSENT),
        with_part(Component.PRINTER, State.STARTING),
        with_part(Component.PAPER, State.READY, level=15),
    ],
)
def test_what_passes_by_itself_or_was_never_there_is_no_trouble(facts: KioskFacts) -> None:
    assert assess(facts, NOW_MS).first is None


def test_warmth_is_told_in_degrees_and_a_battery_in_per_cent() -> None:
    hot = cabinet(Component.TEMPERATURE, "hot")
    assert first(hot).number is None
    reads = tuple(
        Measurement(component=Component.TEMPERATURE, name="temperature_celsius", value=celsius)
        for celsius in (41.4, 77.6)
    )
    assert hot.telemetry is not None
    measured = msgspec.structs.replace(hot.telemetry, measurements=reads)
    assert first(replace(hot, telemetry=measured)).number == 78
    battery = with_part(Component.UPS, State.DEGRADED, reason="on_battery", level=64)
    assert first(battery).number == 64


def test_money_comes_before_everything_and_attention_before_warning() -> None:
    facts = replace(
        with_part(Component.PRINTER, State.FAILED),
        unknown=2,
        unknown_since_ms=NOW_MS - HOUR_MS,
        parked=3,
    )
    findings = assess(facts, NOW_MS).findings
    assert [finding.cause for finding in findings] == [
        "payment_unknown",
        "printer_failed",
        "events_not_understood",
    ]
    assert (findings[0].number, findings[0].since_ms) == (2, NOW_MS - HOUR_MS)


def test_a_silent_kiosk_keeps_its_last_words_beside_its_silence() -> None:
    facts = replace(with_part(Component.PAPER, State.FAILED, reason="paper_end"), online=False)
    causes = {finding.cause: finding for finding in assess(facts, NOW_MS).findings}
    assert causes.keys() == {"silent", "paper_failed"}
    assert causes["paper_failed"].detail == "paper_end"


@pytest.mark.parametrize("reason", ClosingReason)
def test_a_kiosk_closed_by_the_clerk_is_no_broken_one(reason: ClosingReason) -> None:
    closed = with_part(Component.COUNTER, State.FAILED, reason=f"clerk_{reason.value}")
    (finding,) = assess(closed, NOW_MS).findings
    assert finding.cause == "closed_by_clerk"
    assert finding.severity is Severity.WARNING
    assert finding.since_ms == NOW_MS - MINUTE_MS
    assert finding.detail == f"clerk_{reason.value}"


def test_a_closing_that_only_a_newer_kiosk_knows_is_shown_as_it_is() -> None:
    closed = with_part(Component.COUNTER, State.FAILED, reason="clerk_on_strike")
    (finding,) = assess(closed, NOW_MS).findings
    assert (finding.cause, finding.detail) == ("counter_failed", "clerk_on_strike")


@pytest.mark.parametrize(
    ("facts", "causes"),
    [
        (replace(WELL, online=False), ["silent"]),
        (replace(WELL, lag_ms=16 * MINUTE_MS, queue=2), ["sync_behind"]),
        (replace(WELL, queue=1_001), ["queue_draining"]),
        (
            replace(WELL, online=False, lag_ms=HOUR_MS, queue=1_001),
            ["silent", "sync_behind", "queue_kept"],
        ),
        (
            replace(WELL, lag_ms=HOUR_MS, queue=1_001, progress_ms=NOW_MS - HOUR_MS),
            ["queue_stuck", "queue_draining"],
        ),
        (replace(WELL, lag_ms=14 * MINUTE_MS, queue=1_000), []),
    ],
)
def test_link_lag_and_depth_are_three_truths_each_with_its_own_alarm(
    facts: KioskFacts, causes: list[str]
) -> None:
    assert [finding.cause for finding in assess(facts, NOW_MS).findings] == causes
