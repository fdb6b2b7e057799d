"""The kiosks' table and the figures above it, as they are at one moment."""

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from central.console import findings
from central.console.figures import large_sum, number, short_time, span, time_of_day
from central.console.held_releases import held_rows
from central.console.live_board import Snapshot
from central.console.marks import NOTHING, Figure, Level, Mark, Supply, Tone, names
from central.console.rendering import fragment
from central.console.texts import text
from central.database import Sessions
from central.fleet import KioskView, Severity, kiosks
from central.payments import PaymentTotals, money_troubles, todays_totals
from contract.telemetry import Component, State
from contract.values import persian_digits, search_key

LOW_PERCENT = {Component.PAPER: 15, Component.DISK: 10, Component.UPS: 20}
SLOW_AFTER_MS = 60_000


@dataclass(frozen=True)
class KioskRow:
    """One line. Of a `silent` kiosk the parts are as they were when it was last heard.

    `age_ms`, the time of that, moves by itself and is no change of the row.
    """

    id: str
    rank: str
    search: str
    href: str
    title: str
    state: Mark
    cause: str
    next_step: str
    also: list[str]
    district: str
    link: Mark
    silent: bool
    behind_ms: int | None
    queue: str
    printer: Mark
    paper: Supply
    terminal: Mark
    disk: Mark
    version: str
    age_ms: int | None = field(compare=False)


def kiosk_title(view: KioskView) -> str:
    """«خیام ۱»"""
    return f"{view.device.office_name} {persian_digits(str(view.device.number))}"


def make_snapshot(sessions: Sessions, now_ms: int) -> Snapshot[KioskRow]:
    with sessions.reading() as session:
        views = _views(session, now_ms)
        totals = todays_totals(session, now_ms)
        held = held_rows(session)
    parts = {
        "alarms": fragment("held_notice.html", rows=held),
        "figures": fragment("figures.html", figures=_figures(views, totals)),
        "subtitle": subtitle(views, now_ms),
    }
    return Snapshot([kiosk_row(view, now_ms) for view in views], parts, now_ms)


def _views(session: Session, now_ms: int) -> list[KioskView]:
    return kiosks(session, now_ms, money_troubles(session))


def subtitle(views: list[KioskView], now_ms: int) -> str:
    """Names the newest word of any kiosk, so that it stands still when nothing is heard."""
    districts = {view.device.district for view in views}
    heard_ms = max((view.seen_ms for view in views if view.seen_ms is not None), default=now_ms)
    return text(
        "kiosks-subtitle",
        devices=number(len(views)),
        districts=number(len(districts)),
        time=short_time(heard_ms),
    )


def kiosk_row(view: KioskView, now_ms: int) -> KioskRow:
    office = view.device.office_name
    first = view.health.first
    title = kiosk_title(view)
    cause = findings.cause(first, office) if first else ""
    district = text("district", n=number(view.device.district))
    version = view.software or ""
    return KioskRow(
        id=f"kiosk-{view.device.device}",
        rank=_rank(view),
        search=search_key(f"{title} {district} {version} {cause} {view.device.device}"),
        href=f"/kiosks/{view.device.device}",
        title=title,
        state=findings.severity_mark(view.health.severity),
        cause=cause,
        next_step=findings.next_step(first, office) if first else "",
        also=[said for other in view.health.findings[1:] if (said := findings.in_short(other))],
        district=district,
        link=link_mark(view),
        silent=not view.online,
        behind_ms=now_ms - view.lag_ms if view.lag_ms else None,
        queue=text("unknown-value") if view.queue is None else number(view.queue),
        printer=_component(view, Component.PRINTER),
        paper=_supply(view, Component.PAPER),
        terminal=_component(view, Component.TERMINAL),
        disk=_disk(view),
        version=version or "—",
        age_ms=view.seen_ms,
    )


def link_mark(view: KioskView) -> Mark:
    if view.seen_ms is None:
        return Mark(text("link-never"), Tone.NONE)
    if not view.online:
        return Mark(text("link-silent"), Tone.DANGER)
    if view.lag_ms is not None and view.lag_ms > SLOW_AFTER_MS:
        return Mark(text("link-slow"), Tone.NOTICE)
    return Mark(text("link-live"))


def level(view: KioskView, component: Component) -> Level | None:
    state = view.component(component)
    if state is None or state.level is None:
        return None
    return Level(state.level, text(f"component-{component}"), LOW_PERCENT.get(component, 0))


def _component(view: KioskView, component: Component) -> Mark:
    return findings.component_mark(view.component(component)) if view.telemetry else NOTHING


def _disk(view: KioskView) -> Mark:
    """How much room is left says more than «ready»."""
    mark, left = _component(view, Component.DISK), level(view, Component.DISK)
    return mark if left is None else Mark(left.word, mark.tone, mark.word)


def _supply(view: KioskView, component: Component) -> Supply:
    """Most printers tell no level, and an empty one is said better in a word."""
    mark = _component(view, component)
    return Supply(mark, None if mark.tone is Tone.DANGER else level(view, component))


def _rank(view: KioskView) -> str:
    """Worst first, then by district and office; as text, since the browser sorts by it too."""
    device = view.device
    severity = Severity.ATTENTION - view.health.severity
    return f"{severity}{device.district:02d}{device.office_name}{device.number:04d}{device.device}"


def _figures(views: list[KioskView], totals: PaymentTotals) -> list[Figure]:
    return [_unknown(totals), _links(views), _behind(views), _paper(views), _today(totals)]


def _unknown(totals: PaymentTotals) -> Figure:
    title, value = text("figure-unknown"), number(totals.unknown)
    if totals.oldest_unknown_ms is None:
        return Figure(title, value, text("figure-unknown-none"))
    note = text("figure-unknown-since", time=time_of_day(totals.oldest_unknown_ms))
    return Figure(title, value, note, Tone.DANGER, "/payments?state=unknown")


def _links(views: list[KioskView]) -> Figure:
    silent = [kiosk_title(view) for view in views if not view.online]
    live = len(views) - len(silent)
    value = text("figure-links-value", live=number(live), all=number(len(views)))
    if not silent:
        return Figure(text("figure-links"), value, text("figure-links-all"))
    note = text("figure-links-silent", names=names(silent))
    return Figure(text("figure-links"), value, note, Tone.DANGER)


def _behind(views: list[KioskView]) -> Figure:
    title = text("figure-behind")
    lagging = [view for view in views if view.lag_ms]
    if not lagging:
        return Figure(title, text("figure-behind-none"), text("figure-behind-none-note"))
    last = max(lagging, key=lambda view: view.lag_ms or 0)
    lag_ms = last.lag_ms or 0
    note = text("figure-behind-note", kiosk=kiosk_title(last), events=number(last.queue or 0))
    tone = Tone.NOTICE if lag_ms > SLOW_AFTER_MS else Tone.PLAIN
    return Figure(title, span(lag_ms), note, tone)


def _paper(views: list[KioskView]) -> Figure:
    low = [kiosk_title(view) for view in views if _paper_ends(view)]
    if not low:
        return Figure(text("figure-paper"), number(0), text("figure-paper-none"))
    note = text("figure-paper-note", names=names(low))
    return Figure(text("figure-paper"), number(len(low)), note, Tone.NOTICE)


def _paper_ends(view: KioskView) -> bool:
    """By the printer's own word or by its level; one that doesn't answer says nothing of it."""
    state, left = view.component(Component.PAPER), level(view, Component.PAPER)
    said = state is not None and state.state is State.DEGRADED
    return said or (left is not None and left.tone is Tone.DANGER)


def _today(totals: PaymentTotals) -> Figure:
    return Figure(
        text("figure-today"),
        number(totals.approved),
        large_sum(totals.approved_rials),
        href="/payments",
    )
