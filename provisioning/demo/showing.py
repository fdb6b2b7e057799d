"""The demo for a person: the desk, where else to look, and waiting until they have enough."""

import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager

from provisioning.demo.city_side import ACCOUNT, DISTRICT, OFFICE
from provisioning.demo.desk import Desk, open_desk
from provisioning.demo.stage import Stage

LOOK_S = 0.2


def show_desk(stage: Stage, *, browser: bool) -> None:
    """The desk is theirs until they end the demo; `browser`: open the page in one.

    Raises ProgramFailed when a program ends by itself, MissingPart when a port is taken.
    """
    with _ended_by_them(stage), open_desk(stage) as desk:
        _tell_where_to_look(stage, desk)
        if browser:
            webbrowser.open(desk.url)
        while True:
            desk.works.do_next(LOOK_S)
            stage.programs.refuse_ended()


@contextmanager
def _ended_by_them(stage: Stage) -> Iterator[None]:
    """Ctrl-C is the way out here, not a failure."""
    try:
        yield
    except KeyboardInterrupt:
        stage.telling.note("\nending")


def _tell_where_to_look(stage: Stage, desk: Desk) -> None:
    """The desk; the console's address and account; the paper that comes out."""
    city, kiosk = stage.city, stage.kiosk
    stage.telling.facts(
        desk=desk.url,
        public=desk.public_url,
        console=city.console_url,
        account=ACCOUNT,
        password=city.password,
        kiosk=str(kiosk.directory.path),
        paper=str(kiosk.devices.paper),
        root=str(city.directory.certificate("root")),
    )
    note = stage.telling.note
    note(f"\nThe desk   {desk.url}")
    note("           the live kiosk, its devices and what they write; for this machine only")
    _tell_of_phones(stage, desk)
    note(f"\nconsole    {city.console_url}")
    note(f"account    {ACCOUNT}")
    note(f"password   {city.password}")
    note(f"           (the browser doesn't know the city's root: {city.directory.path}/root.pem)")
    note(f"kiosk      {kiosk.directory.path}")
    note(f"receipts   {kiosk.devices.paper}")
    note(f"more       pishkhan provision claim --city-dir {city.directory.path} \\")
    note(f"             --district {DISTRICT} --office {OFFICE}")
    note("Ctrl-C ends everything.")


def _tell_of_phones(stage: Stage, desk: Desk) -> None:
    if desk.public_url is None:
        return
    note = stage.telling.note
    note(f"\nOn a phone {desk.public_url}/R/...")
    note("           opens when its camera sees a receipt's QR code, and says how far the payment")
    note("           has come; the phone doesn't know the city's root and warns once;")
    note("           any device in this network can open it, and nothing else of the demo")
