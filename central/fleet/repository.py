"""The kiosks as the console shows them: what each last said, judged, the worst first."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from central.fleet.health import Health, KioskFacts, Severity, assess
from central.fleet.models import Device, KioskReport
from central.fleet.reports import read_telemetry
from central.ingest import Journal, ParkedEvent
from contract.hello import BadMessage
from contract.telemetry import Component, ComponentState, Telemetry


@dataclass(frozen=True)
class MoneyTrouble:
    """A device's payments that someone must look at."""

    unknown: int = 0
    unknown_since_ms: int | None = None
    duplicates: int = 0


@dataclass(frozen=True)
class KioskView:
    """One row of the fleet. `queue` is how many events wait at the kiosk, None when it has
    never said; `lag_ms` how old the oldest of them is; `online` that it is heard now."""

    device: Device
    online: bool
    seen_ms: int | None
    queue: int | None
    lag_ms: int | None
    software: str | None
    telemetry: Telemetry | None
    telemetry_ms: int | None
    health: Health

    def component(self, component: Component) -> ComponentState | None:
        """What the kiosk last said of a part of it."""
        parts = self.telemetry.components if self.telemetry else ()
        return next((part for part in parts if part.component is component), None)


def kiosks(
    session: Session, now_ms: int, money: dict[str, MoneyTrouble] | None = None
) -> list[KioskView]:
    """All devices that aren't revoked, the worst first, then by district and office.

    `money` is what the payments slice knows, by device.
    """
    rows = session.execute(
        select(Device, KioskReport)
        .outerjoin(KioskReport, KioskReport.device == Device.device)
        .where(Device.state == "active")
    )
    forked = _journal_counts(session)
    parked = _parked_counts(session)
    views = [
        _view(
            device,
            report,
            forked.get(device.device, 0),
            parked.get(device.device, 0),
            (money or {}).get(device.device, MoneyTrouble()),
            now_ms,
        )
        for device, report in rows
    ]
    return sorted(views, key=_order)


def kiosk(
    session: Session, device: str, now_ms: int, money: MoneyTrouble | None = None
) -> KioskView | None:
    """One device, revoked or not; None when there is none of that name."""
    row = session.get(Device, device)
    if row is None:
        return None
    return _view(
        row,
        session.get(KioskReport, device),
        _journal_counts(session).get(device, 0),
        _parked_counts(session).get(device, 0),
        money or MoneyTrouble(),
        now_ms,
    )


def _view(
    device: Device,
    report: KioskReport | None,
    forked: int,
    parked: int,
    money: MoneyTrouble,
    now_ms: int,
) -> KioskView:
    telemetry = _telemetry(report)
    telemetry_ms = None if report is None else report.telemetry_ms
    lag_ms = _lag_ms(telemetry, telemetry_ms, now_ms)
    facts = KioskFacts(
        state=device.state,
        enrolled_ms=device.enrolled_ms,
        online=report is not None and report.online,
        seen_ms=None if report is None else report.seen_ms,
        progress_ms=None if report is None else report.progress_ms,
        queue=0 if report is None else report.queue,
        lag_ms=lag_ms,
        telemetry=telemetry,
        telemetry_ms=telemetry_ms,
        forked=forked,
        parked=parked,
        unknown=money.unknown,
        unknown_since_ms=money.unknown_since_ms,
        duplicates=money.duplicates,
        certificate_expires_ms=device.certificate_expires_ms,
    )
    health = assess(facts, now_ms)
    silent = any(f.cause in ("silent", "never_heard") for f in health.findings)
    return KioskView(
        device=device,
        online=facts.online and not silent,
        seen_ms=facts.seen_ms,
        queue=facts.queue if facts.telemetry_ms is not None else None,
        lag_ms=lag_ms,
        software=None if report is None else report.software,
        telemetry=telemetry,
        telemetry_ms=facts.telemetry_ms,
        health=health,
    )


def _telemetry(report: KioskReport | None) -> Telemetry | None:
    try:
        return None if report is None else read_telemetry(report.telemetry)
    except BadMessage:
        return None


def _lag_ms(telemetry: Telemetry | None, telemetry_ms: int | None, now_ms: int) -> int | None:
    """How long the oldest event not yet acknowledged has waited, counted on at the hub while
    the kiosk is silent; by the kiosk's own clock, so that a wrong one does no harm."""
    if telemetry is None or telemetry_ms is None:
        return None
    oldest = [q.oldest_unsent_ms for q in telemetry.queue if q.oldest_unsent_ms is not None]
    if not oldest:
        return 0
    return max(0, telemetry.utc_ms - min(oldest)) + max(0, now_ms - telemetry_ms)


def _journal_counts(session: Session) -> dict[str, int]:
    rows = session.execute(
        select(Journal.device, func.count())
        .where(Journal.state == "forked")
        .group_by(Journal.device)
    )
    return dict(rows.all())


def _parked_counts(session: Session) -> dict[str, int]:
    rows = session.execute(
        select(Journal.device, func.count())
        .join(ParkedEvent, ParkedEvent.journal == Journal.journal)
        .group_by(Journal.device)
    )
    return dict(rows.all())


def _order(view: KioskView) -> tuple[int, int, str, int]:
    severity = view.health.severity
    return (-severity, view.device.district, view.device.office_name, view.device.number)


def unwell(views: Sequence[KioskView]) -> int:
    """How many need someone."""
    return sum(view.health.severity is Severity.ATTENTION for view in views)
