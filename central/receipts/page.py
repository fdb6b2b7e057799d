"""The public page of a receipt: what it says, decided here and set out by the template."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from central.receipts.checking import Checked, Refused
from central.receipts.texts import Texts
from contract import assets
from contract.events import Settlement

TEMPLATES = Path(__file__).parent / "templates"
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "Vary": "Accept-Language",
}
Tone = Literal["good", "notice", "danger", "plain"]
_ICONS: dict[Tone, str] = {
    "good": "check-circle",
    "notice": "clock-countdown",
    "danger": "warning-circle",
    "plain": "info",
}


@dataclass(frozen=True)
class City:
    """Whose page it is, and whom to call."""

    name: str
    phone: str


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    strong: bool = False


@dataclass(frozen=True)
class Step:
    """One of the three; `mark` is also said in words."""

    title: str
    said: str
    tone: Tone
    mark: str
    icon: str


@dataclass(frozen=True)
class Verdict:
    """The page's one sentence on top, and what to do."""

    title: str
    body: str
    tone: Tone

    @property
    def icon(self) -> str:
        return _ICONS[self.tone]


@dataclass(frozen=True)
class ReceiptPage:
    verdict: Verdict
    amount: tuple[str, str] | None = None
    facts: tuple[Fact, ...] = ()
    steps: tuple[Step, ...] = ()
    remarks: tuple[str, ...] = ()


def receipt_page(checked: Checked | Refused, city: City, texts: Texts) -> ReceiptPage:
    """What a receipt's page says."""
    phone = texts.digits(city.phone)
    match checked:
        case Refused(because):
            title, body = texts(f"refused-{because}"), texts(f"refused-{because}-do", phone=phone)
            tone: Tone = "notice" if because == "unreadable" else "danger"
            return ReceiptPage(Verdict(title, body, tone))
        case Checked():
            return ReceiptPage(
                verdict=_verdict(checked, phone, texts),
                amount=(
                    texts.number(checked.record.amount),
                    texts("tomans", n=texts.tomans(checked.record.amount)),
                ),
                facts=tuple(_facts(checked, texts)),
                steps=(
                    _recorded(checked, texts),
                    _reached(checked, texts),
                    _settled(checked, texts),
                ),
                remarks=tuple(_remarks(checked, phone, texts)),
            )


def too_many_page(wait_s: int, texts: Texts) -> ReceiptPage:
    """Asked too often from one address."""
    wait = texts.number(wait_s)
    return ReceiptPage(Verdict(texts("too-many"), texts("too-many-do", wait=wait), "notice"))


def _verdict(checked: Checked, phone: str, texts: Texts) -> Verdict:
    if checked.state == "disputed":
        return Verdict(texts("disputed"), texts("disputed-do", phone=phone), "danger")
    match checked.outcome:
        case "paid":
            key = f"paid-{checked.state}"
            return Verdict(texts(key), texts(f"{key}-do", phone=phone), "good")
        case "unknown":
            return Verdict(texts("open"), texts("open-do", phone=phone), "notice")
        case "not_taken":
            return Verdict(texts("not-taken"), texts("not-taken-do", phone=phone), "plain")


def _facts(checked: Checked, texts: Texts) -> list[Fact]:
    record, device = checked.record, checked.device
    place = texts(
        "place",
        district=texts.number(device.district),
        office=device.office_name,
        number=texts.number(device.number),
    )
    facts = [
        Fact(texts("fact-tracking"), texts.tracking(record.tracking), strong=True),
        Fact(texts("fact-date"), texts.moment(record.utc_ms)),
        Fact(texts("fact-place"), place),
    ]
    if len(record.bills) > 1:
        facts.append(Fact(texts("fact-bills"), texts.number(len(record.bills))))
    return facts


def _recorded(checked: Checked, texts: Texts) -> Step:
    said = texts("step-recorded-said", time=texts.moment(checked.record.utc_ms))
    return _step("recorded", said, "good", texts)


def _reached(checked: Checked, texts: Texts) -> Step:
    if checked.reached_ms is None:
        return _step("reached", texts("step-reached-waits"), "notice", texts)
    said = texts("step-reached-said", time=texts.moment(checked.reached_ms))
    return _step("reached", said, "danger" if checked.differs else "good", texts)


def _settled(checked: Checked, texts: Texts) -> Step:
    match checked.settled:
        case Settlement.PAID:
            said = texts("step-settled-said", date=texts.day(checked.settled_ms or 0))
            return _step("settled", said, "good", texts)
        case Settlement.NOT_TAKEN:
            return _step("settled", texts("step-settled-not_taken"), "plain", texts)
        case Settlement.OTHER_AMOUNT | Settlement.MISSING:
            return _step("settled", texts(f"step-settled-{checked.settled}"), "danger", texts)
        case None:
            if checked.outcome == "not_taken":
                return _step("settled", texts("step-settled-nothing"), "plain", texts)
            return _step("settled", texts("step-settled-waits"), "notice", texts)


def _step(name: str, said: str, tone: Tone, texts: Texts) -> Step:
    return Step(texts(f"step-{name}"), said, tone, texts(f"mark-{tone}"), _ICONS[tone])


def _remarks(checked: Checked, phone: str, texts: Texts) -> list[str]:
    remarks = [texts(f"differs-{name}") for name in checked.differs]
    if checked.doubled:
        remarks.append(texts("doubled", phone=phone))
    if checked.record.outcome == "unknown" and checked.outcome == "paid":
        remarks.append(texts("found-later"))
    return remarks


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(icon=_icon)
    return environment


@cache
def _icon(name: str) -> Markup:
    svg = assets.icon(name).read_text(encoding="utf-8")
    hidden = svg.replace("<svg ", '<svg class="icon" aria-hidden="true" focusable="false" ', 1)
    return Markup(hidden)  # noqa: S704  (from the installation, never from a request)


def rendered(shown: ReceiptPage, city: City, texts: Texts, status: int = 200) -> HTMLResponse:
    """A whole page; nothing of the request stands in it."""
    other = "en" if texts.language == "fa" else "fa"
    html = (
        _environment()
        .get_template("receipt.html")
        .render(page=shown, city=city, t=texts, other=other)
    )
    return HTMLResponse(html, status, headers=HEADERS)
