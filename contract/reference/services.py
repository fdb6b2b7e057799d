"""What the municipality does for a citizen: what to bring, where, how long, at what price."""

import msgspec


class Bilingual(msgspec.Struct, frozen=True, array_like=True):
    """A line in Persian and in English; the latter may be empty."""

    text: str
    text_en: str = ""


class ServiceRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One municipal service; records come in the order in which they are to be shown.

    `offices` are the codes of the offices that take it, empty for any. `fee` is the code of its
    main fee (others name this service too), `fee_note` what else is to be said of the price.
    `days` it usually takes, None when that cannot be said. `icon` is a Phosphor icon's name.
    `online` is how else it can be done, empty when in no other way.
    """

    code: str
    title: str
    title_en: str = ""
    summary: str = ""
    summary_en: str = ""
    documents: tuple[Bilingual, ...] = ()
    steps: tuple[Bilingual, ...] = ()
    offices: tuple[str, ...] = ()
    fee: str | None = None
    fee_note: str = ""
    fee_note_en: str = ""
    days: int | None = None
    order: int = 0
    icon: str = "file-text"
    online: str = ""
    online_en: str = ""


class FeeRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A price by the council's resolution: `amount` in rials for each `unit`, or, when it is no
    number, `text` in its place. `valid_from` is a Jalali day, `source` the resolution."""

    code: str
    title: str
    title_en: str = ""
    amount: int | None = None
    text: str = ""
    text_en: str = ""
    unit: str = ""
    unit_en: str = ""
    valid_from: str
    source: str
    source_en: str = ""
    service: str | None = None
