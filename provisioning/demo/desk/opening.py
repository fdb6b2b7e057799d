"""Putting the desk together beside a running stage."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from provisioning.demo.city_side import ACCOUNT
from provisioning.demo.desk.actions import Hand
from provisioning.demo.desk.application import desk_application, new_secret
from provisioning.demo.desk.page import PageFacts
from provisioning.demo.desk.pictures import Pictures
from provisioning.demo.desk.public_page import PublicPage
from provisioning.demo.desk.scene import Scene
from provisioning.demo.desk.serving import served
from provisioning.demo.desk.switches import Switches
from provisioning.demo.desk.watching import Watching, watch
from provisioning.demo.desk.works import Works
from provisioning.demo.ports import HOST
from provisioning.demo.stage import Stage


@dataclass(frozen=True)
class Desk:
    """`url` holds the secret that opens the page; `public_url` is where phones open receipts.

    The demo's thread does what the page asks of it: `works.do_next`, again and again.
    """

    url: str
    public_url: str | None
    works: Works


@contextmanager
def open_desk(stage: Stage) -> Iterator[Desk]:
    """For as long as the `with` lasts. Raises MissingPart: a port is taken, or no network."""
    ports, kiosk = stage.city.ports, stage.kiosk
    secret = new_secret()
    scene, works = Scene(), Works()
    with ExitStack() as running:
        if stage.city.lan is not None:
            directory = stage.city.directory
            hub = PublicPage(stage.city.console_url, directory.certificate("root"))
            identity = directory.certificate("hub"), directory.key("hub")
            running.enter_context(
                served(hub.application(), stage.city.lan, ports.public, identity)
            )
        switches = Switches(stage, works, scene)
        running.enter_context(watch(Watching(stage, scene, switches)))
        facts = PageFacts(
            place=kiosk.directory.identity().place.line,
            console_url=stage.city.console_url,
            account=ACCOUNT,
            password=stage.city.password,
            public_url=stage.city.public_url,
        )
        hosts = frozenset(f"{name}:{ports.desk}" for name in (HOST, "localhost"))
        desk = desk_application(
            secret, hosts, facts, scene, Hand(stage, switches), Pictures(kiosk)
        )
        running.enter_context(served(desk, HOST, ports.desk))
        yield Desk(f"http://{HOST}:{ports.desk}/{secret}/", stage.city.public_url, works)
