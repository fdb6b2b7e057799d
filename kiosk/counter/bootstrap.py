"""Builds a counter from a device folder: the one place where its parts are put together."""

import logging
from dataclasses import dataclass
from queue import SimpleQueue

from contract.clock import Clock, SystemClock
from contract.sealing import SealingSession
from contract.trust import NoTrustedKey
from edge_agent.device import DeviceDirectory, Identity, read_clock_floor
from edge_agent.journal import Draft, JournalWriter, Origin, open_journal
from edge_agent.reference import ReferenceStore
from hardware.cabinet.built_in import built_in
from hardware.device_set import DeviceSet
from hardware.discovery.hot_plug import HotPlug
from hardware.profile import load_profile
from kiosk.boundary import BoundaryServer
from kiosk.counter.agent_link import AgentLink
from kiosk.counter.archive import open_copies
from kiosk.counter.assistance import Assistance
from kiosk.counter.city_catalogue import CityCatalogue
from kiosk.counter.city_kiosks import CityKiosks
from kiosk.counter.city_line import CityLine
from kiosk.counter.city_orders import CityOrders
from kiosk.counter.closings import Closings
from kiosk.counter.devices import inquiry
from kiosk.counter.display import Display
from kiosk.counter.fault_points import FaultPoints
from kiosk.counter.heartbeat import Heartbeat
from kiosk.counter.knowledge import Knowledge, NoHolds
from kiosk.counter.loop import Counter, Item, Parts
from kiosk.counter.neighbours import Neighbours
from kiosk.counter.paper_worker import PaperWorker
from kiosk.counter.receipt_codes import ReceiptCodes
from kiosk.counter.receipt_worker import ReceiptSources, ReceiptWorker
from kiosk.counter.runner import Runner
from kiosk.counter.software import software_version
from kiosk.counter.speaking import Speaker, voice_from_environment
from kiosk.counter.technician import TechnicianDesk
from kiosk.counter.terminal_worker import TerminalWorker
from kiosk.counter.unfinished import unfinished
from kiosk.journeys.receipts.journey import closed_after_restart
from kiosk.receipts import ReceiptOffice

log = logging.getLogger(__name__)

WRITER = "kiosk"
Inbox = SimpleQueue[Item]


@dataclass(frozen=True)
class Premises:
    """What a counter has besides its journal: enough to say that it gives no service."""

    directory: DeviceDirectory
    identity: Identity
    clock: Clock
    server: BoundaryServer
    devices: DeviceSet
    hot_plug: HotPlug
    display: Display
    agent: AgentLink
    heartbeat: Heartbeat

    def close(self) -> None:
        self.display.end_visit()
        self.hot_plug.close()
        self.devices.close()
        self.server.close()


def system_clock(directory: DeviceDirectory) -> Clock:
    """Never before the hub's last known time. Raises DamagedDeviceFile."""
    floor_ms = read_clock_floor(directory.clock_floor_path)
    return SystemClock(lambda: floor_ms)


def open_premises(directory: DeviceDirectory, clock: Clock, inbox: Inbox) -> Premises:
    """Devices and boundary. Raises NotEnrolled, DamagedDeviceFile, MissingPart, InvalidValue."""
    identity = directory.identity()
    profile = load_profile(directory.profile_path)
    devices = DeviceSet.open(profile, inbox.put, built_in(directory.path, clock))
    server = BoundaryServer(directory.interface_socket_path, inbox.put, inbox.put)
    agent = AgentLink(directory.agent_state_path)
    neighbours = Neighbours(directory.path, identity.device, identity.place)
    speaker = Speaker(voice_from_environment())
    return Premises(
        directory=directory,
        identity=identity,
        clock=clock,
        server=server,
        devices=devices,
        hot_plug=HotPlug(lambda _: devices.wake()),
        display=Display(
            server,
            devices,
            agent,
            clock,
            identity.place,
            neighbours,
            speaker,
            directory.picture_path,
        ),
        agent=agent,
        heartbeat=Heartbeat(directory.counter_state_path, devices, clock),
    )


def open_kiosk_journal(directory: DeviceDirectory, clock: Clock) -> JournalWriter:
    """The kiosk's journal, locked for this process. Raises what `open_journal` raises, and
    NotEnrolled or DamagedDeviceFile. Without a key to seal personal parts it keeps none."""
    identity = directory.identity()
    origin = Origin(
        city=identity.city,
        device=identity.device,
        software=software_version(),
        tracking_prefixes=identity.tracking_prefixes,
    )
    return open_journal(directory.journals_path, WRITER, origin, clock, _sealing(directory, clock))


def serve(premises: Premises, journal: JournalWriter, inbox: Inbox, points: FaultPoints) -> int:
    """Recovers and serves until stopped; the loop's exit code. Raises JournalDamaged,
    JournalFailed, and what the reference store raises."""
    devices, clock = premises.devices, premises.clock
    knowledge = Knowledge(ReferenceStore(premises.directory.path), journal, clock)
    names = premises.display.place_names()
    office = ReceiptOffice(
        place=premises.identity.place,
        phone=knowledge.phone(),
        key=premises.directory.signing_key(),
        public_url=knowledge.public_url(),
        city_en=names.city_en,
        office_en=names.office_en,
    )
    terminal = TerminalWorker(devices.terminal, inbox.put)
    paper = PaperWorker(devices.printer, office, clock, inbox.put)
    receipts = _receipt_worker(premises, journal, inbox)
    city = CityLine(premises.directory, premises.agent, inbox.put)
    catalogue = CityCatalogue(premises.directory.path, premises.identity.place)
    city_orders = CityOrders(premises.directory, clock)
    city_orders.recover()
    try:
        parts = Parts(
            journal=journal,
            knowledge=knowledge,
            devices=devices,
            runner=Runner(journal, knowledge, terminal, paper, receipts, city, catalogue, points),
            display=premises.display,
            receipt_codes=ReceiptCodes(office, clock),
            agent=premises.agent,
            assistance=Assistance(premises.directory, journal, premises.agent, clock),
            closings=Closings(premises.directory, journal, clock),
            technician=TechnicianDesk(
                premises.directory, journal, devices, premises.agent, knowledge.technicians, clock
            ),
            city_orders=city_orders,
            test_slip=paper.try_test_slip,
            heartbeat=premises.heartbeat,
            points=points,
            clock=clock,
            software=software_version(),
        )
        open_payments = unfinished(journal, knowledge, inquiry(devices), clock.now().utc_ms)
        copies = _end_open_copies(journal)
        hanging = any(each.folded.may_hang_in_printer for each in open_payments)
        if devices.printer is not None and (hanging or copies):
            devices.printer.discard_torn_page()
        return Counter(parts, inbox).run(open_payments)
    finally:
        terminal.stop()
        paper.stop()
        receipts.stop()


def _receipt_worker(premises: Premises, journal: JournalWriter, inbox: Inbox) -> ReceiptWorker:
    sources = ReceiptSources(
        path=journal.path,
        journal=journal.journal,
        own=premises.directory.signing_key().verify_key,
        signers=CityKiosks(premises.directory.path),
        agent=premises.agent,
        clock=premises.clock,
    )
    return ReceiptWorker(
        sources,
        lambda: Knowledge(ReferenceStore(premises.directory.path), NoHolds(), premises.clock),
        inbox.put,
    )


def _end_open_copies(journal: JournalWriter) -> int:
    """How many copies were being printed when the power went: each may hang in the printer."""
    copies = open_copies(journal.path)
    for copy in copies:
        ended = closed_after_restart(copy.transaction, copy.job)
        journal.append(Draft(ended.event, ended.transaction))
    return len(copies)


def _sealing(directory: DeviceDirectory, clock: Clock) -> SealingSession | None:
    try:
        recipients = directory.trust().sealing_recipients(clock.now().utc_ms)
    except NoTrustedKey as error:
        log.warning("personal parts are not kept: %s", error)
        return None
    return SealingSession.new(recipients)
