"""Services and fees as kiosks get them."""

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from central.city.models import CityFee, CityService, CityServiceLine
from contract.reference import Bilingual, FeeRecord, ServiceRecord
from contract.values import persian_digits

DOCUMENT, STEP = "document", "step"


def service_records(session: Session) -> list[ServiceRecord]:
    """In the order in which the city wants them shown."""
    lines: defaultdict[tuple[str, str], list[Bilingual]] = defaultdict(list)
    for line in session.scalars(select(CityServiceLine).order_by(CityServiceLine.position)):
        text = Bilingual(persian_digits(line.text), line.text_en or "")
        lines[line.service, line.part].append(text)
    rows = session.scalars(select(CityService).order_by(CityService.order, CityService.service))
    return [
        _service(row, tuple(lines[row.service, DOCUMENT]), tuple(lines[row.service, STEP]))
        for row in rows
    ]


def fee_records(session: Session) -> list[FeeRecord]:
    rows = session.scalars(select(CityFee).order_by(CityFee.position))
    return [
        FeeRecord(
            code=row.fee,
            title=row.title,
            title_en=row.title_en or "",
            amount=row.amount,
            text=row.text or "",
            text_en=row.text_en or "",
            unit=row.unit or "",
            unit_en=row.unit_en or "",
            valid_from=row.valid_from,
            source=persian_digits(row.source),
            source_en=row.source_en or "",
            service=row.service,
        )
        for row in rows
    ]


def _service(
    row: CityService, documents: tuple[Bilingual, ...], steps: tuple[Bilingual, ...]
) -> ServiceRecord:
    return ServiceRecord(
        code=row.service,
        title=row.title,
        title_en=row.title_en or "",
        summary=persian_digits(row.summary or ""),
        summary_en=row.summary_en or "",
        documents=documents,
        steps=steps,
        offices=tuple(row.offices.split()),
        fee=row.fee,
        fee_note=persian_digits(row.fee_note or ""),
        fee_note_en=row.fee_note_en or "",
        days=row.days,
        order=row.order,
        icon=row.icon,
        online=persian_digits(row.online or ""),
        online_en=row.online_en or "",
    )
