"""`pishkhan hub serve`: both ports and the ingest thread, until a signal ends them."""

import asyncio
import logging
import signal

from central.application import device_application, public_application
from central.database import Sessions
from central.hub import Hub
from central.ingest import HubState
from central.ingest.broker import BrokerMissing
from central.ingest.rebuild import retry_parked
from central.ingesting import Ingest, broker_address, make_ingest, projections
from central.journal import HubJournal
from central.server import Listener, serve
from central.settings import SOFTWARE
from contract.errors import PishkhanError
from contract.events import CityInitialised
from contract.trust import open_trust_list

log = logging.getLogger("pishkhan.hub")


def run_hub(hub: Hub) -> None:
    """Serve until SIGTERM or SIGINT. Raises PortTaken, or BrokerMissing when it is required."""
    prepare(hub)
    _check_broker(hub)
    asyncio.run(_run(hub, make_ingest(hub)))
    hub.engine.dispose()


def prepare(hub: Hub) -> None:
    """Before anything is served: the hub's journal is begun, a restored database gets a new
    epoch, and what an older hub parked is tried again."""
    begin_journal(hub.sessions, hub.journal, hub)
    with hub.engine.begin() as connection:
        folded = retry_parked(connection, projections())
    if folded:
        log.info("%d parked events were understood and folded", folded)


def begin_journal(sessions: Sessions, journal: HubJournal, hub: Hub) -> None:
    """The first event of a new hub's journal; a new epoch for a restored one."""
    with sessions.writing() as session:
        state = session.get(HubState, 1)
        if state is None:
            trust = open_trust_list(
                (hub.city_dir / "trust.bin").read_bytes(), hub.identity.root.read_bytes()
            )
            journal.append(
                session,
                CityInitialised(city=hub.city, software=SOFTWARE, trust_version=trust.version),
            )
        elif state.city != hub.city:
            raise ForeignDatabase(
                f"The database belongs to {state.city}, the city's folder to {hub.city}.",
                "Give each city a database of its own with --data or --database-url.",
            )
        elif state.restored:
            epoch = journal.begin_epoch(session)
            log.warning("this database was restored from a copy: epoch %d begins", epoch)


class ForeignDatabase(PishkhanError):
    """One hub and one database a city."""


def _check_broker(hub: Hub) -> None:
    try:
        broker_address(hub).probe()
    except BrokerMissing as missing:
        if hub.settings.require_broker:
            raise
        log.warning("%s %s Trying again until it is there.", missing.what, missing.next_step)


async def _run(hub: Hub, ingest: Ingest) -> None:
    settings = hub.settings
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for ending in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(ending, stop.set)
    listeners = [
        Listener(public_application(hub), settings.host, settings.port, mutual=False),
        Listener(device_application(hub), settings.host, settings.device_port, mutual=True),
    ]

    def announce() -> None:
        ingest.start()
        log.info(
            "hub of %s: console https://%s:%d, devices on port %d",
            hub.city,
            settings.host,
            settings.port,
            settings.device_port,
        )

    try:
        await serve(listeners, hub.identity, stop, announce)
    finally:
        await asyncio.to_thread(ingest.stop)
