"""Putting an agent together from a device's folder."""

import queue
from dataclasses import dataclass
from typing import Any

from nacl.signing import VerifyKey

from contract.clock import SystemClock
from contract.topics import reference_topic
from contract.trust import KeyPurpose, TrustList
from contract.values import DatasetName
from edge_agent.agent.commands import CommandDesk, Commands
from edge_agent.agent.health import Health
from edge_agent.agent.history import TelemetryKept
from edge_agent.agent.kiosk_orders import KioskOrders
from edge_agent.agent.link import LinkKeeper, Plan
from edge_agent.agent.loop import Agent, status_of
from edge_agent.agent.refreshing import Refresher
from edge_agent.agent.service_orders import ServiceOrders
from edge_agent.agent.systemd import Systemd
from edge_agent.agent.telling import HistoryTelling
from edge_agent.agent.upkeep import Upkeep
from edge_agent.device import (
    ClockFloor,
    DeviceDirectory,
    check_times,
    device_context,
)
from edge_agent.journal import JournalDamaged, JournalWriter, Origin, open_journal, restart
from edge_agent.office import OfficePage
from edge_agent.reference import HubApi, ReferenceRefresh, ReferenceStore
from edge_agent.software import SOFTWARE
from edge_agent.uplink.connection import BrokerAddress
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


def build_agent(directory: DeviceDirectory) -> Agent:
    """Raises NotEnrolled, DamagedDeviceFile, BadSignature, JournalLocked (another agent runs),
    or DiskNearlyFull."""
    identity = directory.identity()
    directory.create()
    topics = identity.topics
    floor = ClockFloor(directory.clock_floor_path)
    clock = SystemClock(floor)
    key = directory.signing_key()
    trust = Trust(directory, directory.trust())
    tls = device_context(directory)
    happenings: queue.SimpleQueue[Any] = queue.SimpleQueue()
    api = HubApi(identity.hub_url, tls, clock, floor)
    refresher = Refresher(ReferenceRefresh(directory, api).run, happenings)
    address = BrokerAddress(
        identity.broker_host,
        identity.broker_port,
        identity.device,
        tls,
        lambda opened: check_times(opened, clock.now().utc_ms, floor()),
    )
    subscriptions = (topics.ack, topics.command, reference_topic(topics.city, ANY_DATASET))
    plan = Plan(address, subscriptions, lambda: status_of(topics, clock, online=False))
    journal = open_own_journal(directory, Origin(identity.city, identity.device, SOFTWARE), clock)
    records = read_records(directory.run_path / "sync.json")
    sender = Sender(topics, key, clock.now().boot, SOFTWARE)
    journals = Journals(directory.journals_path, records)
    commands = Commands(
        refresher.start, KioskOrders(directory, clock), ServiceOrders(directory, clock)
    )
    return Agent(
        directory=directory,
        topics=topics,
        clock=clock,
        software=SOFTWARE,
        journal=journal,
        uplink=Uplink(sender, journals, floor, trust.ack_key),
        link=LinkKeeper(plan, happenings),
        refresher=refresher,
        desk=CommandDesk(identity, key, trust.command_key, journal, clock, commands),
        health=Health(identity.device, SOFTWARE, directory, clock),
        history=HistoryTelling(
            identity.device, clock, TelemetryKept(directory.telemetry_kept_path)
        ),
        store=ReferenceStore(directory.path),
        upkeep=Upkeep(journal),
        office=OfficePage(directory, clock),
        systemd=Systemd.from_environment(),
        reload_trust=trust.reload,
        happenings=happenings,
    )


def open_own_journal(
    directory: DeviceDirectory, origin: Origin, clock: SystemClock
) -> JournalWriter:
    """The agent's own journal holds no money: a damaged one is succeeded without being asked, so
    that the kiosk's journals reach the hub all the same."""
    folder = directory.journals_path
    try:
        return open_journal(folder, WRITER, origin, clock)
    except JournalDamaged as error:
        restart(folder, WRITER, f"damaged: {error.what}")
        return open_journal(folder, WRITER, origin, clock)
