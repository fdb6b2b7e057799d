"""The demo for a person: where to look, what to try, and waiting until they have seen enough."""

import select
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from provisioning.demo.citizen import BILL
from provisioning.demo.city_side import ACCOUNT, DISTRICT, OFFICE
from provisioning.demo.stage import Stage

CARD_AFTER_MS = 4000
LOOK_S = 0.5


def show_to_a_person(stage: Stage) -> int:
    """The kiosk's window is theirs; returns when they end the demo."""
    note = stage.telling.note
    with _ended_by_them(stage):
        _tell_where_to_look(stage)
        note("\nTouch «پرداخت عوارض» and type:")
        note(f"  bill id     {BILL.bill.text}")
        note(f"  payment id  {BILL.payment.text}")
        note("or press Enter here, which holds the bill before the scanner.")
        note(f"A card presents itself after {CARD_AFTER_MS // 1000} seconds.")
        _wait(stage)
    return 0


def keep_running(stage: Stage) -> None:
    """After the journey: all stays as it is until they have seen enough."""
    with _ended_by_them(stage):
        _tell_where_to_look(stage)
        _wait(stage)


@contextmanager
def _ended_by_them(stage: Stage) -> Iterator[None]:
    """Ctrl-C is the way out here, not a failure."""
    try:
        yield
    except KeyboardInterrupt:
        stage.telling.note("\nending")


def _tell_where_to_look(stage: Stage) -> None:
    """The console's address and account; the paper that comes out."""
    city, kiosk = stage.city, stage.kiosk
    stage.telling.facts(
        console=city.console_url,
        account=ACCOUNT,
        password=city.password,
        kiosk=str(kiosk.directory.path),
        paper=str(kiosk.devices.paper),
        root=str(city.directory.certificate("root")),
    )
    note = stage.telling.note
    note(f"\nConsole    {city.console_url}")
    note(f"account    {ACCOUNT}")
    note(f"password   {city.password}")
    note(f"           (the browser doesn't know the city's root: {city.directory.path}/root.pem)")
    note(f"kiosk      {kiosk.directory.path}")
    note(f"receipts   {kiosk.devices.paper}")
    note(f"more       pishkhan provision claim --city-dir {city.directory.path} \\")
    note(f"             --district {DISTRICT} --office {OFFICE}")
    note("Ctrl-C ends everything.")


def _wait(stage: Stage) -> None:
    """For ever. Raises ProgramFailed when a program ends by itself."""
    stage.kiosk.devices.tell("terminal", do="auto", after_ms=CARD_AFTER_MS)
    while True:
        if _enter_pressed():
            stage.kiosk.devices.tell("scanner", do="scan", text=BILL.barcode())
        stage.programs.refuse_ended()


def _enter_pressed() -> bool:
    """Whether a line was typed within `LOOK_S`; just waits where nobody can type."""
    if not sys.stdin.isatty():
        time.sleep(LOOK_S)
        return False
    ready, _, _ = select.select([sys.stdin], [], [], LOOK_S)
    return bool(ready) and bool(sys.stdin.readline())
