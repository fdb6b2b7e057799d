"""A Mosquitto bridge with persistence: one message an event, queued at the kiosk's own broker
while the other is away, then sent on at least once. Without TLS, which is in its favour."""

import asyncio
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from benchmarks.drain import cpu_s
from benchmarks.figure import Figure
from benchmarks.light_kiosks.mqtt import Connection
from provisioning.broker.folder import unprivileged_user
from provisioning.broker.process import find_mosquitto, refuse_taken_port
from provisioning.demo.ports import HOST
from provisioning.tied import tied

MESSAGES = 30_000
KIOSK_PORT, HUB_PORT = 19_667, 19_668
TOPIC = "events/k-bench"
WITHIN_S = 120.0
POLL_S = 0.05
STOP_S = 5.0
COMMON = """
allow_anonymous true
set_tcp_nodelay true
persistence true
persistence_location {folder}/
autosave_interval 1000
autosave_on_changes true
max_queued_messages 0
max_inflight_messages 64
log_dest none
"""
BRIDGE = """
connection hub
address {host}:{port}
topic events/# out 1
cleansession false
bridge_max_packet_size 0
restart_timeout 1
"""


def bridged(folder: Path, event_bytes: int) -> Figure:
    """Messages a second once the hub's broker is back. Raises BrokerMissing or PortTaken."""
    with _broker(folder / "bridge-kiosk", KIOSK_PORT, bridge=True) as kiosk:
        asyncio.run(_publish(os.urandom(event_bytes)))
        with _broker(folder / "bridge-hub", HUB_PORT, bridge=False) as hub:
            brokers = [psutil.Process(process.pid) for process in (kiosk, hub)]
            before = sum(map(cpu_s, brokers))
            rate = asyncio.run(_received())
            spent = sum(map(cpu_s, brokers)) - before
    return Figure(
        name="Mosquitto bridge with persistence, one kiosk",
        value=rate,
        unit="events/s",
        cpu_us=spent * 1e6 / MESSAGES,
    )


async def _publish(payload: bytes) -> None:
    """Until the kiosk's broker has said that it has them all."""
    async with asyncio.timeout(WITHIN_S):
        connection = await _open(KIOSK_PORT)
        await connection.begin("kiosk", ())
        for _ in range(MESSAGES):
            connection.publish(TOPIC, payload)
        await connection.told(MESSAGES)
    connection.drop()


async def _received() -> float:
    """Messages a second, from the first to the last."""
    count, began = 0, 0.0
    async with asyncio.timeout(WITHIN_S):
        connection = await _open(HUB_PORT)
        await connection.begin("hub", ("events/#",))
        async for _ in connection.published():
            began = began or time.perf_counter()
            count += 1
            if count == MESSAGES:
                break
    connection.drop()
    return (MESSAGES - 1) / (time.perf_counter() - began)


async def _open(port: int) -> Connection:
    while True:
        try:
            return Connection(*await asyncio.open_connection(HOST, port))
        except OSError:
            await asyncio.sleep(POLL_S)


@contextmanager
def _broker(folder: Path, port: int, *, bridge: bool) -> Iterator[subprocess.Popen[bytes]]:
    refuse_taken_port(HOST, port)
    folder.mkdir()
    text = f"listener {port} {HOST}\n" + COMMON.format(folder=folder)
    if bridge:
        text += BRIDGE.format(host=HOST, port=HUB_PORT)
    configuration = folder / "mosquitto.conf"
    configuration.write_text(text, "utf-8")
    user = unprivileged_user() if os.geteuid() == 0 else None
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
    process = subprocess.Popen(
        tied([find_mosquitto(), "-c", str(configuration)], user),
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
