"""Services, what belongs to them, and their prices: every name among them leads somewhere."""

from collections.abc import Iterator, Sequence

from central.city.loading.judging import problem, repeated
from central.city.loading.problems import Problem
from central.city.loading.rows import OFFICES, OfficeRow
from central.city.loading.service_rows import (
    FEES,
    SERVICE_DOCUMENTS,
    SERVICE_STEPS,
    SERVICES,
    FeeRow,
    ServiceLineRow,
    ServiceRow,
)


def check_services(
    services: Sequence[ServiceRow], fees: Sequence[FeeRow], offices: Sequence[OfficeRow]
) -> Iterator[Problem]:
    yield from repeated(SERVICES, services, "service", lambda row: row.service)
    priced = {row.fee for row in fees}
    known = {row.office for row in offices}
    for row in services:
        if row.fee is not None and row.fee not in priced:
            yield problem(
                SERVICES, row.line, "fee", row.fee, "unknown_fee",
                "No fee has this code.", f"Add it to {FEES.file} or correct it.",
            )  # fmt: skip
        for office in row.offices.split():
            if office not in known:
                yield problem(
                    SERVICES, row.line, "offices", office, "unknown_office",
                    "No office has this code.", f"Add it to {OFFICES.file}, or write any.",
                )  # fmt: skip


def check_lines_and_fees(
    services: Sequence[ServiceRow],
    documents: Sequence[ServiceLineRow],
    steps: Sequence[ServiceLineRow],
    fees: Sequence[FeeRow],
) -> Iterator[Problem]:
    known = {row.service for row in services}
    for form, lines in ((SERVICE_DOCUMENTS, documents), (SERVICE_STEPS, steps)):
        yield from repeated(form, lines, "text", lambda row: (row.service, row.text))
        for line in lines:
            if line.service not in known:
                yield problem(
                    form, line.line, "service", line.service, "unknown_service",
                    "No service has this code.", f"Add it to {SERVICES.file} or correct it.",
                )  # fmt: skip
    yield from repeated(FEES, fees, "fee", lambda row: row.fee)
    for fee in fees:
        if fee.service is not None and fee.service not in known:
            yield problem(
                FEES, fee.line, "service", fee.service, "unknown_service",
                "No service has this code.", f"Add it to {SERVICES.file} or correct it.",
            )  # fmt: skip
        if (fee.amount is None) == (fee.text is None):
            yield problem(
                FEES, fee.line, "amount", None, "amount_or_text",
                "A fee has either an amount or a text in its place.", "Fill in one of both.",
            )  # fmt: skip
