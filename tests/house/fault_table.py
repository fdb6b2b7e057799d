"""docs/hardware-faults.md, made from the code: `.venv/bin/python -m tests.house.fault_table`.

Nothing in the table is written by hand: the citizen's words come out of the kiosk's own screens,
the technician's out of the catalogue of faults, the operator's out of the console's rules.
"""

import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from central.console.findings import cause, next_step, reason
from central.fleet import KioskFacts, assess
from contract.place import Place
from contract.telemetry import Component as Part
from contract.telemetry import ComponentState, State, Telemetry
from contract.values import FSI, LRI, PDI
from hardware.faults import FAULTS, Effect, Fault, device_name, effect_of, fault_words
from hardware.faults.words import Language
from hardware.printers import PrintTrouble
from hardware.state import Component
from hardware.terminals import DeclineReason, NotAskedReason, UncertainReason
from kiosk.boundary.parts import DeviceWord
from kiosk.counter.presentation import Surroundings, present
from kiosk.journeys.states import Home
from kiosk.texts import Texts

DOCUMENT = Path(__file__).parents[2] / "docs" / "hardware-faults.md"
PLACE = Place(
    city="qazvin",
    city_name="قزوین",
    district=2,
    office="khayyam",
    office_name="خیام",
    number=1,
)
NOON_MS = 1_795_000_000_000
EFFECTS = {
    Effect.NO_PAYMENT: "No payment starts. One under way ends by the terminal's own word, or as "
    "unknown; it is never asked for again.",
    Effect.PAPER_ASKED_FIRST: "The citizen is asked before paying. A receipt under way is told as "
    "it is, not printed or unknown, and never sent again; the payment stands.",
    Effect.TYPED_INSTEAD: "None: the ids are typed.",
    Effect.NONE: "None.",
}
HEAD = """\
# Hardware faults

What each fault of each device means for everyone. This page is made from the code by
`.venv/bin/python -m tests.house.fault_table`; a test compares it.

A device is `absent` (not part of this kiosk), `starting`, `ready`, `degraded` (it works, and
somebody should come) or `failed`. The reason is the key that telemetry carries.
"""
"""The page's opening."""


def document() -> str:
    parts = [HEAD, *(_section(component) for component in Component), _papers(), _payments()]
    return "\n".join(parts)


def _papers() -> str:
    """A receipt that was under way."""
    say = Texts()
    lines = [
        "## A receipt under way",
        "",
        (
            "The payment stands in every case, with its tracking code on the screen. `unknown` "
            "where the page may be whole; it is never sent again."
        ),
        "",
        "| why | citizen reads when it is not printed | when that is unknown | operations sees |",
        "|---|---|---|---|",
    ]
    for trouble in PrintTrouble:
        because = say(f"slip-{trouble}")
        cells = (
            f"`{trouble}`",
            say("done-not-printed-cause", cause=because),
            say("done-uncertain-slip-cause", cause=because),
            reason(trouble),
        )
        lines.append(f"| {' | '.join(_plain(cell) for cell in cells)} |")
    return "\n".join([*lines, ""])


def _payments() -> str:
    """A payment that did not end in an approval."""
    say = Texts()
    lines = [
        "## A payment under way",
        "",
        "| the terminal's word | why | citizen reads | operations sees | transaction |",
        "|---|---|---|---|---|",
    ]
    endings: tuple[tuple[str, Iterable[StrEnum], str], ...] = (
        ("declined", DeclineReason, "closed as declined: no money was taken"),
        ("not asked", NotAskedReason, "closed as declined: the request never left"),
    )
    for word, reasons, transaction in endings:
        lines += [_ending(word, why, say(f"declined-{why}"), transaction) for why in reasons]
    unknown = f"{say('done-unknown')}. {say('done-unknown-body')}"
    lines += [
        _ending(
            "uncertain",
            why,
            unknown,
            "asked once more where the terminal can be asked; else "
            "unknown, and this kiosk takes no second payment for that bill",
        )
        for why in UncertainReason
    ]
    return "\n".join([*lines, ""])


def _ending(word: str, why: StrEnum, citizen: str, transaction: str) -> str:
    cells = (word, f"`{why}`", citizen, reason(why), transaction)
    return f"| {' | '.join(_plain(cell) for cell in cells)} |"


def _section(component: Component) -> str:
    lines = [
        f"## {device_name(component, Language.ENGLISH)}",
        "",
        "| fault | citizen sees | technician reads | operations sees | transaction |",
        "|---|---|---|---|---|",
        *(_row(fault) for fault in FAULTS if fault.component is component),
        "",
    ]
    return "\n".join(lines)


def _row(fault: Fault) -> str:
    words = fault_words(fault.component, fault.reason, Language.PERSIAN)
    english = fault_words(fault.component, fault.reason, Language.ENGLISH)
    cells = (
        f"`{fault.reason}` ({fault.state})",
        _citizen(fault),
        f"{words.what} **{words.action}**<br>{english.what} {english.action}",
        _operations(fault),
        EFFECTS[effect_of(fault.component, fault.state)],
    )
    return f"| {' | '.join(_plain(cell) for cell in cells)} |"


def _citizen(fault: Fault) -> str:
    """What stands on the home screen with this fault and does not stand there without."""
    well = _home_words(None)
    return "<br>".join(word for word in _home_words(fault) if word not in well) or "nothing"


def _home_words(fault: Fault | None) -> list[str]:
    screen = present(Home(), _surroundings(fault), Texts())
    notices = [notice.text for notice in getattr(screen, "notices", ())]
    tiles = [tile.why for tile in getattr(screen, "tiles", ()) if tile.why]
    return [*tiles, *notices]


def _operations(fault: Fault) -> str:
    """The operator's row: cause and next step."""
    state = ComponentState(
        component=Part(fault.component.value),
        state=State(fault.state.value),
        reason=fault.reason.value,
        since_ms=NOON_MS,
    )
    telemetry = Telemetry(
        device="k-0",
        boot=bytes(8),
        utc_ms=NOON_MS,
        software="1",
        uptime_ms=0,
        components=(state,),
    )
    facts = KioskFacts(
        state="active",
        enrolled_ms=NOON_MS,
        online=True,
        seen_ms=NOON_MS,
        progress_ms=NOON_MS,
        queue=0,
        lag_ms=None,
        telemetry=telemetry,
        telemetry_ms=NOON_MS,
    )
    first = assess(facts, NOON_MS).first
    if first is None:
        return "its reason on the kiosk's page"
    return f"{cause(first, PLACE.office_name)} {next_step(first, PLACE.office_name)}"


def _surroundings(fault: Fault | None) -> Surroundings:
    def word(component: Component) -> DeviceWord:
        return fault.state.value if fault and fault.component is component else "ready"

    return Surroundings(
        now_ms=NOON_MS,
        place=PLACE,
        phone="137",
        link="online",
        as_of_ms=NOON_MS,
        printer=word(Component.PRINTER),
        paper=word(Component.PAPER),
        printer_reason=None if fault is None else fault.reason,
        terminal=word(Component.TERMINAL),
    )


def _plain(cell: str) -> str:
    """One line, without the marks that only a screen needs."""
    for mark in (FSI, LRI, PDI):
        cell = cell.replace(mark, "")
    return " ".join(cell.replace("|", "\\|").split())


def main() -> int:
    DOCUMENT.write_text(document(), encoding="utf-8")
    print(f"{DOCUMENT.name} is made anew: {len(FAULTS)} faults.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
