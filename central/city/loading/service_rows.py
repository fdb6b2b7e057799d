"""The files about services: what the city does, what a citizen brings, what it costs."""

from central.city.loading import cells
from central.city.loading.form import Form, Row


class ServiceRow(Row, frozen=True, kw_only=True):
    service: str
    title: str
    title_en: str | None
    summary: str | None
    summary_en: str | None
    offices: str
    fee: str | None
    fee_note: str | None
    fee_note_en: str | None
    days: int | None
    order: int
    icon: str
    online: str | None
    online_en: str | None


class ServiceLineRow(Row, frozen=True, kw_only=True):
    """A document to bring, or a step to take; their order is the file's."""

    service: str
    text: str
    text_en: str | None


class FeeRow(Row, frozen=True, kw_only=True):
    fee: str
    service: str | None
    title: str
    title_en: str | None
    amount: int | None
    text: str | None
    text_en: str | None
    unit: str | None
    unit_en: str | None
    valid_from: str
    source: str
    source_en: str | None


SERVICES = Form(
    "services.csv",
    ServiceRow,
    {
        "service": cells.code,
        "title": cells.text,
        "title_en": cells.text,
        "summary": cells.text,
        "summary_en": cells.text,
        "offices": cells.offices,
        "fee": cells.code,
        "fee_note": cells.text,
        "fee_note_en": cells.text,
        "days": cells.whole(0, 999),
        "order": cells.whole(0, 9_999),
        "icon": cells.code,
        "online": cells.text,
        "online_en": cells.text,
    },
    optional=frozenset(
        {
            "title_en", "summary", "summary_en", "fee", "fee_note", "fee_note_en", "days",
            "online", "online_en",
        }
    ),
    dispensable=True,
)  # fmt: skip
SERVICE_DOCUMENTS = Form(
    "service_documents.csv",
    ServiceLineRow,
    {"service": cells.code, "text": cells.text, "text_en": cells.text},
    optional=frozenset({"text_en"}),
    dispensable=True,
)
SERVICE_STEPS = Form(
    "service_steps.csv",
    ServiceLineRow,
    {"service": cells.code, "text": cells.text, "text_en": cells.text},
    optional=frozenset({"text_en"}),
    dispensable=True,
)
FEES = Form(
    "fees.csv",
    FeeRow,
    {
        "fee": cells.code,
        "service": cells.code,
        "title": cells.text,
        "title_en": cells.text,
        "amount": cells.rials,
        "text": cells.text,
        "text_en": cells.text,
        "unit": cells.text,
        "unit_en": cells.text,
        "valid_from": cells.day,
        "source": cells.text,
        "source_en": cells.text,
    },
    optional=frozenset(
        {"service", "title_en", "amount", "text", "text_en", "unit", "unit_en", "source_en"}
    ),
    dispensable=True,
)
