"""`pishkhan hub serve`: both ports and the ingest thread, until a signal ends them."""

import asyncio
import logging
import signal

from central.application import device_application, public_application
from central.beginning import begin_journal
from central.collecting import collect_rarely
from central.commanding import send_commands
from central.hub import Hub
from central.ingest.broker import BrokerMissing
from central.ingest.rebuild import retry_parked
from central.ingesting import Ingest, IngestEnded, broker_address, make_ingest, projections
from central.nudging import nudge_kiosks
from central.releases import hold_bad_releases
from central.repeating import repeat
from central.server import Listener, serve

log = logging.getLogger("pishkhan.hub")

LOOK_EVERY_S = 1.0
LOOK_AT_RELEASES_S = 5.0


def run_hub(hub: Hub) -> None:
    """Serve until SIGTERM or SIGINT. Raises PortTaken, BrokerMissing when it is required, or
    IngestEnded: then whoever started this process is to start it again."""
    prepare(hub)
    _check_broker(hub)
    asyncio.run(_run(hub, make_ingest(hub)))
    hub.engine.dispose()


def prepare(hub: Hub) -> None:
    """Before anything is served: the hub's journal is begun, a restored database gets a new
    epoch, and what an older hub parked is tried again."""
    begin_journal(hub)
    with hub.engine.begin() as connection:
        folded = retry_parked(connection, projections())
    if folded:
        log.info("%d parked events were understood and folded", folded)


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
        collect_rarely()
        ingest.start()
        log.info(
            "hub of %s: console https://%s:%d, devices on port %d",
            hub.city,
            settings.host,
            settings.port,
            settings.device_port,
        )

    beside = [
        asyncio.create_task(_watch(ingest, stop)),
        asyncio.create_task(nudge_kiosks(hub, ingest.link.retain)),
        asyncio.create_task(send_commands(hub, ingest.link.publish)),
        asyncio.create_task(
            repeat(lambda: hold_bad_releases(hub), LOOK_AT_RELEASES_S, "watching releases")
        ),
    ]
    try:
        await serve(listeners, hub.identity, stop, announce)
    finally:
        for task in beside:
            task.cancel()
        ended = next(iter(await asyncio.gather(*beside, return_exceptions=True)))
        await asyncio.to_thread(ingest.stop)
    if isinstance(ended, IngestEnded):
        raise ended


async def _watch(ingest: Ingest, stop: asyncio.Event) -> None:
    """Ends the serving with ingest. Raises IngestEnded."""
    while True:
        await asyncio.sleep(LOOK_EVERY_S)
        try:
            ingest.refuse_ended()
        except IngestEnded as ended:
            log.critical("%s %s", ended.what, ended.next_step)
            stop.set()
            raise
