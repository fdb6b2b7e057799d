"""One kiosk: what is not well, its parts, its journals and where the hub stands in each."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from central.console import findings
from central.console.figures import code, number
from central.console.findings import severity_mark
from central.console.kiosk_board import LOW_PERCENT, kiosk_title, link_mark
from central.console.marks import Level, Mark, Tone
from central.console.measured import measured
from central.console.texts import has_text, text
from central.fleet import KioskView
from central.ingest import Journal
from contract.telemetry import ComponentState, Measurement, Telemetry

_JOURNAL_TONES = {"live": Tone.PLAIN, "forked": Tone.DANGER, "ended": Tone.NONE}


@dataclass(frozen=True)
class FindingView:
    state: Mark
    cause: str
    next_step: str


@dataclass(frozen=True)
class ComponentView:
    title: str
    state: Mark
    reason: str
    since_ms: int
    level: Level | None
    measured: Sequence[str]


@dataclass(frozen=True)
class JournalView:
    """`through` is in the hub's custody, `head` what the kiosk has announced."""

    journal: str
    writer: str
    through: str
    head: str
    missing: bool
    backed_up: str
    state: Mark
    last_received_ms: int


@dataclass(frozen=True)
class DatasetView:
    title: str
    version: str
    as_of_ms: int


@dataclass(frozen=True)
class KioskDetail:
    view: KioskView
    title: str
    district: str
    device: str
    state: Mark
    link: Mark
    queue: str
    behind_ms: int | None
    findings: Sequence[FindingView]
    components: Sequence[ComponentView]
    journals: Sequence[JournalView]
    datasets: Sequence[DatasetView]
    started_ms: int | None


def kiosk_detail(view: KioskView, journals: Sequence[Journal], now_ms: int) -> KioskDetail:
    telemetry = view.telemetry
    office = view.device.office_name
    return KioskDetail(
        view=view,
        title=kiosk_title(view),
        district=text("district", n=number(view.device.district)),
        device=view.device.device,
        state=severity_mark(view.health.severity),
        link=link_mark(view),
        queue=text("unknown-value") if view.queue is None else number(view.queue),
        behind_ms=now_ms - view.lag_ms if view.lag_ms else None,
        findings=[
            FindingView(
                severity_mark(found.severity),
                findings.cause(found, office),
                findings.next_step(found, office),
            )
            for found in view.health.findings
        ],
        components=_components(telemetry) if telemetry else (),
        journals=[_journal(row) for row in journals],
        datasets=[
            DatasetView(_dataset(item.dataset), code(str(item.version)), item.as_of_ms)
            for item in (telemetry.reference if telemetry else ())
        ],
        started_ms=_started_ms(view),
    )


def journals_of(session: Session, device: str) -> list[Journal]:
    """The newest first."""
    rows = session.scalars(
        select(Journal)
        .where(Journal.device == device)
        .order_by(Journal.first_received_ms.desc(), Journal.journal)
    )
    return list(rows)


def _started_ms(view: KioskView) -> int | None:
    """By the hub's clock: the kiosk's own may be wrong, its uptime isn't."""
    if view.telemetry is None or view.telemetry_ms is None:
        return None
    return view.telemetry_ms - view.telemetry.uptime_ms


def _components(telemetry: Telemetry) -> list[ComponentView]:
    return [_component(state, telemetry.measurements) for state in telemetry.components]


def _component(state: ComponentState, measurements: Sequence[Measurement]) -> ComponentView:
    title = text(f"component-{state.component}")
    low_below = LOW_PERCENT.get(state.component, 0)
    left = None if state.level is None else Level(state.level, title, low_below)
    mark = findings.component_mark(state)
    said = measured(state.component, measurements)
    return ComponentView(title, mark, mark.detail, state.since_ms, left, said)


def _journal(row: Journal) -> JournalView:
    head = max(row.announced_seq, row.through)
    return JournalView(
        journal=row.journal.hex(),
        writer=_word("writer", row.writer),
        through=number(row.through),
        head=number(head),
        missing=head > row.through,
        backed_up=number(row.backed_up),
        state=Mark(_word("journal", row.state), _JOURNAL_TONES.get(row.state, Tone.NOTICE)),
        last_received_ms=row.last_received_ms,
    )


def _dataset(name: str) -> str:
    return _word("dataset", name)


def _word(group: str, name: str) -> str:
    return text(f"{group}-{name}") if has_text(f"{group}-{name}") else name
