"""Putting an agent together from a device's folder."""

import queue
import random
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from nacl.signing import VerifyKey

from contract.batch import MAX_EVENTS
from contract.certificate import LARGEST_CHAIN_BYTES
from contract.certificate import ROUTE as CERTIFICATE_ROUTE
from contract.clock import Clock, SystemClock
from contract.topics import reference_topic
from contract.trust import KeyPurpose, TrustList
from contract.upload import upload_path
from contract.values import DatasetName
from edge_agent.agent.certificate import CertificateKeeper, Renewable
from edge_agent.agent.commands import CommandDesk, Commands
from edge_agent.agent.errands import Errands, Upload
from edge_agent.agent.health import Health
from edge_agent.agent.history import TelemetryKept
from edge_agent.agent.kiosk_orders import KioskOrders
from edge_agent.agent.link import LinkKeeper
from edge_agent.agent.loop import Agent, status_of
from edge_agent.agent.refreshing import Refresher, Work, in_a_thread
from edge_agent.agent.service_orders import ServiceOrders
from edge_agent.agent.state_file import StateFile
from edge_agent.agent.systemd import Systemd
from edge_agent.agent.telling import HistoryTelling
from edge_agent.agent.upkeep import Upkeep
from edge_agent.certificate import CertificateRenewal
from edge_agent.courier import AnswersTaking, CourierDesk
from edge_agent.device import (
    STICKS,
    ClockFloor,
    DeviceDirectory,
    Identity,
    check_times,
    device_context,
)
from edge_agent.journal import (
    Connect,
    JournalDamaged,
    JournalWriter,
    Origin,
    SpaceLimits,
    connect_writer,
    open_journal,
    restart,
)
from edge_agent.office import OfficePage
from edge_agent.reference import HubApi, Note, ReferenceRefresh, ReferenceStore, Refreshed
from edge_agent.reference.refresh import LARGEST_TRUST_LIST, TRUST_ROUTE
from edge_agent.software import SOFTWARE
from edge_agent.updates.applying import Updates
from edge_agent.updates.fetching import Fetching, StagingProcess
from edge_agent.updates.turn import Turn
from edge_agent.uplink.connection import (
    KEEP_ALIVE_S,
    BrokerAddress,
    BrokerConnection,
    Line,
    Will,
)
from edge_agent.uplink.journals import Journals
from edge_agent.uplink.records import read_records
from edge_agent.uplink.uplink import Sender, Uplink

WRITER = "agent"
ANY_DATASET = DatasetName("+")


@dataclass
class Trust:
    """The trust list in use; replaced as a whole when a newer one has been verified."""

    directory: DeviceDirectory
    current: TrustList

    def reload(self) -> None:
        self.current = self.directory.trust()

    def ack_key(self, key: str) -> VerifyKey | None:
        return self.current.find(KeyPurpose.ACK, key)

    def command_key(self, key: str) -> VerifyKey | None:
        return self.current.find(KeyPurpose.COMMAND, key)


Subscriptions = tuple[str, ...]


@dataclass(frozen=True)
class Surroundings:
    """What an agent stands on: its machine and network, or simulated ones.

    `connect` begins a connection with a last will that is asked for anew each time; what happens
    on it comes out of the queue. `begin` has work done beside the loop.
    """

    clock: Clock
    connect: Callable[[Callable[[], Will], Subscriptions, "queue.SimpleQueue[Any]"], Line]
    refresh: Callable[[Note], Refreshed]
    upload: Upload
    certificate: Renewable
    sticks: Path = STICKS
    begin: Callable[[Work], None] = in_a_thread
    open_file: Connect = connect_writer
    chance: random.Random = field(default_factory=random.Random)
    batch_events: int = MAX_EVENTS
    space: SpaceLimits = field(default_factory=SpaceLimits)


def build_agent(directory: DeviceDirectory, sticks: Path = STICKS) -> Agent:
    """On this machine, with technicians' sticks below `sticks`. Raises as `assemble` does."""
    floor = ClockFloor(directory.clock_floor_path)
    return assemble(directory, floor, replace(this_machine(directory, floor), sticks=sticks))


def this_machine(
    directory: DeviceDirectory, floor: ClockFloor, keep_alive_s: int = KEEP_ALIVE_S
) -> Surroundings:
    """The real clock, the city's broker over TLS, the hub's device port.

    Raises NotEnrolled or DamagedDeviceFile.
    """
    identity = directory.identity()
    clock = SystemClock(floor)
    tls = device_context(directory)
    api = HubApi(identity.hub_url, tls, clock, floor)
    address = BrokerAddress(
        identity.broker_host,
        identity.broker_port,
        identity.device,
        tls,
        lambda opened: check_times(opened, clock.now().utc_ms, floor()),
        keep_alive_s,
    )
    return Surroundings(
        clock=clock,
        connect=lambda will, topics, happenings: BrokerConnection(
            address, will(), topics, happenings
        ),
        refresh=ReferenceRefresh(directory, api).run,
        upload=lambda kind, content: api.upload(upload_path(kind), content),
        certificate=_certificate(directory, identity, api, tls),
    )


def _certificate(
    directory: DeviceDirectory, identity: Identity, api: HubApi, tls: ssl.SSLContext
) -> CertificateRenewal:
    return CertificateRenewal(
        directory,
        identity.device,
        lambda request: api.exchange(CERTIFICATE_ROUTE, request, LARGEST_CHAIN_BYTES),
        lambda renewed: replace(api, tls=renewed).get(TRUST_ROUTE, LARGEST_TRUST_LIST),
        tls,
    )


def assemble(directory: DeviceDirectory, floor: ClockFloor, around: Surroundings) -> Agent:
    """Raises NotEnrolled, DamagedDeviceFile, BadSignature, JournalLocked (another agent runs),
    or DiskNearlyFull."""
    identity = directory.identity()
    directory.create()
    topics, clock = identity.topics, around.clock
    key = directory.signing_key()
    trust = Trust(directory, directory.trust())
    happenings: queue.SimpleQueue[Any] = queue.SimpleQueue()
    refresher = Refresher(around.refresh, happenings, around.begin, around.chance)
    certificate = CertificateKeeper(around.certificate, clock, happenings, around.begin)
    subscriptions = (topics.ack, topics.command, reference_topic(topics.city, ANY_DATASET))
    journal = open_own_journal(directory, identity, around)
    records = read_records(directory.run_path / "sync.json")
    sender = Sender(topics, key, clock.now().boot, SOFTWARE)
    journals = Journals(directory.journals_path, records, journal)
    updates = updates_of(directory, journal, around, happenings)
    answers = AnswersTaking(directory, identity, clock)
    commands = Commands(
        refresher.start,
        certificate.start,
        updates,
        KioskOrders(directory, clock),
        ServiceOrders(directory, clock),
        Errands(directory, around.upload, happenings, around.begin),
    )
    uplink = Uplink(sender, journals, floor, trust.ack_key, around.chance, around.batch_events)
    return Agent(
        directory=directory,
        topics=topics,
        clock=clock,
        software=SOFTWARE,
        journal=journal,
        uplink=uplink,
        link=LinkKeeper(
            lambda: around.connect(
                lambda: status_of(topics, clock, online=False), subscriptions, happenings
            ),
            around.chance,
        ),
        refresher=refresher,
        certificate=certificate,
        desk=CommandDesk(identity, key, trust.command_key, journal, clock, commands),
        health=Health(identity.device, SOFTWARE, directory, clock),
        history=HistoryTelling(
            identity.device, clock, TelemetryKept(directory.telemetry_kept_path)
        ),
        store=ReferenceStore(directory.path),
        upkeep=Upkeep(journal),
        answers=answers,
        courier=CourierDesk(directory, clock, around.begin, answers.taken, around.sticks),
        office=OfficePage(directory, clock),
        updates=updates,
        state_file=StateFile(directory.agent_state_path),
        systemd=Systemd.from_environment(),
        reload_trust=trust.reload,
        happenings=happenings,
    )


def updates_of(
    directory: DeviceDirectory,
    journal: JournalWriter,
    around: Surroundings,
    happenings: "queue.SimpleQueue[Any]",
) -> Updates:
    """How a look for a release ended comes out of the queue."""
    fetching = Fetching(lambda: StagingProcess(directory.path), around.chance)
    turn = Turn(directory, around.clock)
    return Updates(directory, SOFTWARE, journal, turn, fetching, happenings.put)


def open_own_journal(
    directory: DeviceDirectory, identity: Identity, around: Surroundings
) -> JournalWriter:
    """The agent's own journal holds no money: a damaged one is succeeded without being asked, so
    that the kiosk's journals reach the hub all the same."""
    folder, origin = directory.journals_path, Origin(identity.city, identity.device, SOFTWARE)
    try:
        return _opened(folder, origin, around)
    except JournalDamaged as error:
        restart(folder, WRITER, f"damaged: {error.what}")
        return _opened(folder, origin, around)


def _opened(folder: Path, origin: Origin, around: Surroundings) -> JournalWriter:
    return open_journal(
        folder, WRITER, origin, around.clock, space=around.space, connect=around.open_file
    )
