"""What every round begins with, made once: a city, enrolled machines, a hub that knows them."""

import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from nacl.signing import SigningKey
from sqlalchemy import Engine

from central.beginning import begin_journal
from central.database import migrate, open_engine, open_sessions, resolve_url
from central.fleet import DeviceRegistration, RegisteredCertificate, register_device
from central.hub import Hub
from central.identity import HubIdentity, load_identity
from central.journal import HubJournal
from central.settings import SOFTWARE, HubSettings
from contract.values import JournalId
from edge_agent.device import DeviceDirectory
from tests.edge_agent.city import CITY, PLACE, City, make_city, now
from tests.edge_agent.support import scratch_folder
from tests.protocol_model.clocks import HubClock, Time
from tests.protocol_model.files import copy_tree, remove_tree
from tests.protocol_model.machine import Machine
from tests.protocol_model.network import Network
from tests.protocol_model.one_process import files_of_one_process
from tests.protocol_model.record import WorldRecord
from tests.protocol_model.signatures import Signatures, remembered_signatures

DEVICES = ("k-one", "k-two")
ORDERS = 4
"""Of the random names of a machine's journals: so many of each machine are made."""


@dataclass(frozen=True)
class Prepared:
    """`engine` is used again by every round, on a database file that is put in its place."""

    folder: Path
    city: City
    engine: Engine
    identity: HubIdentity
    command_key: SigningKey
    signatures: Signatures

    @property
    def database(self) -> Path:
        return self.folder / "hub.sqlite"

    @property
    def first_database(self) -> Path:
        return self.folder / "first.sqlite"

    def enrolled(self, device: str) -> Path:
        """A folder as enrolment left it."""
        return self.folder / "enrolled" / device

    def machine(self, device: str, order: int) -> Path:
        """A folder as the first start left it, on which journals are begun; copy it."""
        return self.folder / "machines" / f"{device}-{order}"

    def hub(self, time: Time) -> Hub:
        """A hub on what the database file holds."""
        clock = HubClock(time)
        return Hub(
            settings=self._settings(),
            identity=self.identity,
            engine=self.engine,
            sessions=open_sessions(self.engine),
            journal=HubJournal(CITY, clock, SOFTWARE),
            clock=clock,
        )

    def put(self, database: Path) -> None:
        """Puts a database file in the hub's place."""
        self.engine.dispose()
        for name in ("hub.sqlite-wal", "hub.sqlite-shm"):
            (self.folder / name).unlink(missing_ok=True)
        shutil.copyfile(database, self.database)

    def _settings(self) -> HubSettings:
        return HubSettings(
            self.city.directory.path, self.folder, None, "", 0, 0, "", 0, (0,), False
        )


@contextmanager
def prepared() -> Iterator[Prepared]:
    """In memory; removed at the end."""
    folder = scratch_folder()
    try:
        with files_of_one_process(), remembered_signatures() as signatures:
            yield from _made(folder, signatures)
    finally:
        remove_tree(folder)


def _made(folder: Path, signatures: Signatures) -> Iterator[Prepared]:
    engine = open_engine(resolve_url({}, folder))
    try:
        migrate(engine)
        city = make_city(folder / "city")
        identity = load_identity(city.directory.path, now())
        made = Prepared(folder, city, engine, identity, city.role_key("command"), signatures)
        _enrol(made)
        _begin_journals(made)
        engine.dispose()  # the last connection moves the log into the file
        shutil.copyfile(made.database, made.first_database)
        yield made
    finally:
        engine.dispose()


def _enrol(made: Prepared) -> None:
    hub = made.hub(Time())
    begin_journal(hub)
    for name in DEVICES:
        directory = made.city.enrol(made.enrolled(name), name, 1, "https://localhost:1")
        with hub.sessions.writing() as session:
            register_device(session, _registration(directory), hub.now_ms())


def _registration(directory: DeviceDirectory) -> DeviceRegistration:
    identity = directory.identity()
    return DeviceRegistration(
        device=identity.device,
        place=PLACE,
        journal_public=bytes(directory.signing_key().verify_key),
        certificate=RegisteredCertificate(identity.device, "1", 2**60),
    )


def _begin_journals(made: Prepared) -> None:
    (made.folder / "machines").mkdir()
    for device in DEVICES:
        for order in range(ORDERS):
            chance, path = random.Random(f"{device} {order}"), made.machine(device, order)
            copy_tree(made.enrolled(device), path)
            machine = Machine(device, device, path, Time(), Network(), chance, WorldRecord())
            with seeded_names(chance):
                machine.start_kiosk()
                machine.start_agent()
            machine.power_off()


@contextmanager
def seeded_names(chance: random.Random) -> Iterator[None]:
    """Journals are sorted by their random names: a seed must bring the same order again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(JournalId, "new", classmethod(lambda cls: cls(chance.randbytes(16))))
        yield
