"""Why a kiosk isn't well, and what to do next. Pure: what is known in, findings out.

Texts don't stand here: a finding names its cause and its next step by keys, with the numbers
that belong in the sentence, and the page says it in the reader's language.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from contract.closing import ClosingReason
from contract.telemetry import Component, ComponentState, State, Telemetry

SILENT_AFTER_MS = 90_000
STUCK_AFTER_MS = 120_000
LAG_AFTER_MS = 15 * 60_000
DEEP_QUEUE = 1_000
STALE_AFTER_MS = 48 * 3_600_000
CLOCK_OFF_MS = 5 * 60_000
PAPER_LOW_PERCENT = 15
DISK_LOW_PERCENT = 10
BATTERY_LOW_PERCENT = 20
IN_MAINTENANCE = "city_maintenance"


class Severity(IntEnum):
    """What the table sorts by. An operator must act on `ATTENTION`, plan for `WARNING`."""

    WELL = 0
    WARNING = 1
    ATTENTION = 2


@dataclass(frozen=True)
class Finding:
    """`cause` and `next_step` are keys; `since_ms` is when it began, where that is known;
    `number` is the count, percentage or milliseconds that the cause is about."""

    severity: Severity
    cause: str
    next_step: str
    since_ms: int | None = None
    number: int | None = None
    detail: str | None = None


@dataclass(frozen=True)
class KioskFacts:
    """What the hub knows of one kiosk at one moment. Times are the hub's UTC milliseconds.

    `forked` counts its journals with two histories; `unknown` its payments without an outcome,
    the oldest from `unknown_since_ms`; `duplicates` its payments of bills paid elsewhere too.
    Three truths about its way to the hub: `online` with `seen_ms`, how long the oldest unsent
    event has waited (`lag_ms`, None when it has never said), how many wait (`queue`).
    """

    state: str
    enrolled_ms: int
    online: bool
    seen_ms: int | None
    progress_ms: int | None
    queue: int
    lag_ms: int | None
    telemetry: Telemetry | None
    telemetry_ms: int | None
    forked: int = 0
    parked: int = 0
    unknown: int = 0
    unknown_since_ms: int | None = None
    duplicates: int = 0
    certificate_expires_ms: int | None = None


@dataclass(frozen=True)
class Health:
    """All findings, the worst first; `first` is what the table shows."""

    findings: Sequence[Finding]

    @property
    def severity(self) -> Severity:
        """The worst finding's."""
        return self.findings[0].severity if self.findings else Severity.WELL

    @property
    def first(self) -> Finding | None:
        """The worst finding, if there is any."""
        return self.findings[0] if self.findings else None


def assess(facts: KioskFacts, now_ms: int) -> Health:
    """Everything that isn't well with a kiosk at `now_ms`."""
    if facts.state != "active":
        return Health((Finding(Severity.WARNING, "revoked", "enrol_again"),))
    found = [*_money(facts), *_way(facts, now_ms), *_clock_and_keys(facts, now_ms)]
    if facts.telemetry is not None:
        found += _components(facts.telemetry)
        found += _reference(facts.telemetry, now_ms)
    return Health(tuple(sorted(found, key=lambda finding: -finding.severity)))


def _money(facts: KioskFacts) -> Iterator[Finding]:
    """Money first: among findings of one severity it stays on top."""
    if facts.unknown:
        yield Finding(
            Severity.ATTENTION,
            "payment_unknown",
            "settle_from_bank_file",
            facts.unknown_since_ms,
            facts.unknown,
        )
    diverged = len(facts.telemetry.diverged) if facts.telemetry else 0
    if facts.forked or diverged:
        yield Finding(
            Severity.ATTENTION,
            "journal_diverged",
            "compare_both_histories",
            number=max(facts.forked, diverged),
        )
    if facts.duplicates:
        yield Finding(
            Severity.ATTENTION, "bill_paid_twice", "refund_or_credit", number=facts.duplicates
        )
    if facts.parked:
        yield Finding(
            Severity.WARNING, "events_not_understood", "upgrade_hub", number=facts.parked
        )


def _way(facts: KioskFacts, now_ms: int) -> Iterator[Finding]:
    """Link, lag and depth are judged one by one: none of them stands for another."""
    if facts.seen_ms is None:
        yield Finding(Severity.WARNING, "never_heard", "check_first_connection", facts.enrolled_ms)
        return
    silent_ms = now_ms - facts.seen_ms
    silent = not facts.online or silent_ms > SILENT_AFTER_MS
    if silent:
        yield Finding(
            Severity.ATTENTION, "silent", "call_the_office", facts.seen_ms, max(silent_ms, 0)
        )
    yield from _lag(facts, now_ms, silent=silent)
    if facts.queue > DEEP_QUEUE:
        cause, next_step = ("queue_kept", "line_back") if silent else ("queue_draining", "wait")
        yield Finding(Severity.WARNING, cause, next_step, number=facts.queue)


def _lag(facts: KioskFacts, now_ms: int, *, silent: bool) -> Iterator[Finding]:
    """A kiosk that is heard and gets nothing acknowledged is the hub's trouble."""
    progress_ms = facts.progress_ms
    stuck = progress_ms is not None and now_ms - progress_ms > STUCK_AFTER_MS
    if facts.queue and stuck and not silent:
        yield Finding(
            Severity.ATTENTION, "queue_stuck", "look_at_hub_log", progress_ms, facts.queue
        )
    elif facts.lag_ms is not None and facts.lag_ms > LAG_AFTER_MS:
        next_step = "line_back" if silent else "wait"
        yield Finding(Severity.WARNING, "sync_behind", next_step, number=facts.lag_ms)


def _clock_and_keys(facts: KioskFacts, now_ms: int) -> Iterator[Finding]:
    expires_ms = facts.certificate_expires_ms
    if expires_ms is not None and expires_ms <= now_ms:
        yield Finding(Severity.ATTENTION, "certificate_expired", "renew_certificate", expires_ms)
    elif expires_ms is not None and expires_ms - now_ms < 14 * 86_400_000:
        yield Finding(Severity.WARNING, "certificate_ends_soon", "renew_certificate", expires_ms)
    if facts.telemetry is not None and facts.telemetry_ms is not None:
        off_ms = facts.telemetry.utc_ms - facts.telemetry_ms
        if abs(off_ms) > CLOCK_OFF_MS:
            yield Finding(Severity.WARNING, "clock_off", "check_clock", number=off_ms)


def _components(telemetry: Telemetry) -> Iterator[Finding]:
    for item in _worth_telling(telemetry.components):
        if paper_unknown(item):
            yield _of(item, Severity.WARNING, "paper_unknown", "check_printer")
            continue
        own = _BY_REASON.get((item.component, item.reason or ""))
        if own is not None and item.state in (State.FAILED, State.DEGRADED):
            yield replace(_of(item, *own), number=_number(item, telemetry))
            continue
        severity, next_step = _SERIOUSNESS[item.component]
        match item.state:
            case State.FAILED | State.ABSENT if not _optional(item):
                yield _of(item, severity, f"{item.component}_{item.state}", next_step)
            case State.DEGRADED:
                yield _of(item, Severity.WARNING, f"{item.component}_degraded", next_step)
            case State.READY | State.STARTING | State.FAILED | State.ABSENT:
                if item.level is not None and item.level < _LOW.get(item.component, 0):
                    yield _of(item, Severity.WARNING, f"{item.component}_low", next_step)


def _worth_telling(components: Sequence[ComponentState]) -> Sequence[ComponentState]:
    """In a maintenance window somebody works at the parts: only the window itself is told."""
    maintained = [
        item
        for item in components
        if item.component is Component.COUNTER and item.reason == IN_MAINTENANCE
    ]
    return maintained or components


def _optional(item: ComponentState) -> bool:
    """Not every kiosk has every reader; a missing one is a choice, a failed one isn't."""
    return item.state is State.ABSENT and item.component in _OPTIONAL


def _number(item: ComponentState, telemetry: Telemetry) -> int | None:
    """The degrees where it is about warmth, else the per cent that are left."""
    if item.component is not Component.TEMPERATURE:
        return item.level
    celsius = [read.value for read in telemetry.measurements if read.name == "temperature_celsius"]
    if not celsius:
        return None
    return round(min(celsius) if item.reason == "cold" else max(celsius))


def paper_unknown(item: ComponentState) -> bool:
    """Whether a failed paper is only a printer that doesn't answer: its roll may be full."""
    failed = item.component is Component.PAPER and item.state is State.FAILED
    return failed and item.reason not in (None, "paper_end") and item.level is None


def _of(item: ComponentState, severity: Severity, cause: str, next_step: str) -> Finding:
    return Finding(severity, cause, next_step, item.since_ms, item.level, item.reason)


_SERIOUSNESS = {
    Component.COUNTER: (Severity.ATTENTION, "restart_kiosk"),
    Component.TERMINAL: (Severity.ATTENTION, "check_terminal"),
    Component.PRINTER: (Severity.ATTENTION, "check_printer"),
    Component.PAPER: (Severity.ATTENTION, "load_paper"),
    Component.DISK: (Severity.ATTENTION, "make_room"),
    Component.SCANNER: (Severity.WARNING, "check_scanner"),
    Component.READER: (Severity.WARNING, "check_reader"),
    Component.CLOCK: (Severity.WARNING, "check_clock"),
    Component.UPS: (Severity.WARNING, "check_ups"),
    Component.DOOR: (Severity.WARNING, "check_door_switch"),
    Component.TEMPERATURE: (Severity.WARNING, "check_thermometer"),
    Component.SCREEN: (Severity.ATTENTION, "check_screen"),
    Component.MACHINE: (Severity.WARNING, "restart_kiosk"),
    Component.OTHER: (Severity.WARNING, "upgrade_hub"),
}
_OPTIONAL = frozenset(
    {
        Component.SCANNER,
        Component.READER,
        Component.UPS,
        Component.DOOR,
        Component.TEMPERATURE,
        Component.SCREEN,
        Component.MACHINE,
        Component.OTHER,
    }
)
_BY_REASON = {
    **{
        (Component.COUNTER, f"clerk_{reason.value}"): (Severity.WARNING, *findings)
        for reason, findings in {
            ClosingReason.PAPER: ("closed_by_clerk", "ask_if_it_lasts"),
            ClosingReason.CLEANING: ("closed_by_clerk", "ask_if_it_lasts"),
            ClosingReason.CLOSING_TIME: ("closed_by_clerk", "open_with_the_office"),
            ClosingReason.REPAIR: ("closed_by_clerk", "ask_what_is_broken"),
            ClosingReason.OTHER: ("closed_by_clerk", "ask_what_is_broken"),
        }.items()
    },
    (Component.COUNTER, "city_closed"): (Severity.WARNING, "closed_by_city", "take_it_back"),
    (Component.COUNTER, IN_MAINTENANCE): (Severity.WARNING, "in_maintenance", "wait_for_its_end"),
    (Component.COUNTER, "technician"): (
        Severity.WARNING,
        "technician_there",
        "wait_for_technician",
    ),
    (Component.UPS, "on_battery"): (Severity.ATTENTION, "ups_on_battery", "ask_about_mains"),
    (Component.UPS, "battery_low"): (Severity.ATTENTION, "ups_battery_low", "bring_mains_back"),
    (Component.UPS, "battery_worn"): (Severity.WARNING, "ups_battery_worn", "replace_battery"),
    (Component.UPS, "overload"): (Severity.WARNING, "ups_overload", "unload_ups"),
    (Component.DOOR, "door_open"): (Severity.ATTENTION, "door_open", "ask_about_door"),
    (Component.TEMPERATURE, "hot"): (Severity.WARNING, "temperature_hot", "check_cooling"),
    (Component.TEMPERATURE, "too_hot"): (Severity.ATTENTION, "temperature_too_hot", "let_it_cool"),
    (Component.TEMPERATURE, "cold"): (Severity.WARNING, "temperature_cold", "check_heating"),
    (Component.DISK, "worn"): (Severity.WARNING, "disk_worn", "replace_disk"),
    (Component.DISK, "disk_failing"): (Severity.ATTENTION, "disk_failing", "rescue_journals"),
    (Component.MACHINE, "memory_scarce"): (Severity.WARNING, "memory_scarce", "restart_kiosk"),
    (Component.CLOCK, "clock_jumped"): (Severity.WARNING, "clock_jumped", "check_clock"),
    (Component.SCREEN, "screen_off"): (Severity.ATTENTION, "screen_off", "check_screen"),
    (Component.SCREEN, "no_screen"): (Severity.ATTENTION, "no_screen", "check_screen"),
}
_LOW = {
    Component.PAPER: PAPER_LOW_PERCENT,
    Component.DISK: DISK_LOW_PERCENT,
    Component.UPS: BATTERY_LOW_PERCENT,
}


def _reference(telemetry: Telemetry, now_ms: int) -> Iterator[Finding]:
    ages = [now_ms - item.as_of_ms for item in telemetry.reference if item.dataset == "bills"]
    oldest_ms = max(ages, default=0)
    if oldest_ms > STALE_AFTER_MS:
        yield Finding(Severity.WARNING, "reference_stale", "check_downloads", number=oldest_ms)
