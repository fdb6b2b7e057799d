"""The desk's page: one template, filled once; what changes comes over the news."""

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from contract import assets
from provisioning.demo.desk.bills import SampleBill, Slot, sample_bills
from provisioning.demo.desk.switches import BankAnswer, Switch
from provisioning.demo.desk.texts import text

TEMPLATES = Path(__file__).parent / "templates"
_ICONS = {
    Switch.LINE: "plugs-connected",
    Switch.POWER: "lightning",
    Switch.PAPER: "receipt",
    Switch.COVER: "printer",
    Switch.BANK: "bank",
}


@dataclass(frozen=True)
class PageFacts:
    """`public_url`: where phones open receipts; None when no phone may."""

    place: str
    console_url: str
    account: str
    password: str
    public_url: str | None


def desk_page(facts: PageFacts) -> str:
    """The whole document."""
    return (
        _environment()
        .get_template("desk.html")
        .render(facts=facts, switches=_ICONS, answers=tuple(BankAnswer), piles=_piles())
    )


def _piles() -> list[tuple[Slot, list[SampleBill]]]:
    """The bills by what becomes of them, in the order of the slots."""
    order = list(Slot)
    bills = sorted(sample_bills(), key=lambda bill: order.index(bill.slot))
    return [(slot, list(pile)) for slot, pile in groupby(bills, key=lambda bill: bill.slot)]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(t=text, icon=_icon)
    return environment


@cache
def _icon(name: str, style: assets.IconStyle = "duotone") -> Markup:
    svg = assets.icon(name, style).read_text(encoding="utf-8")
    hidden = svg.replace("<svg ", '<svg class="icon" aria-hidden="true" focusable="false" ', 1)
    return Markup(hidden)  # noqa: S704  (from the installation, never from a request)
