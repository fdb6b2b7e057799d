"""A city's kiosks that all come back in the same second: connected and caught up, none starved.

Every client is a kiosk with a certificate, a key and a journal of its own, over TLS to a real
Mosquitto; hub and PostgreSQL are real too, and all share the machine with the clients.
"""

import asyncio
import resource
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg

from benchmarks.drain import cpu_s, hub_process
from benchmarks.figure import Figure, percentile
from benchmarks.light_kiosks.kiosk import EVENTS, LightKiosk
from benchmarks.light_kiosks.register import enrolled
from benchmarks.postgresql import Postgresql, postgresql_server
from benchmarks.simulate.city import LoadedCity, loaded_city
from benchmarks.simulate.options import Plan
from contract.errors import MissingPart
from contract.signature import FindKey
from contract.trust import KeyPurpose, open_trust_list
from provisioning.demo.ports import HOST, DemoPorts

CLIENTS = 5_000
PORT_BASE = 19_640
POSTGRESQL_PORT = 19_649
FILES_BESIDE = 200
"""Open files of a process beside its connections."""
SETTLES_S = 3.0
DEADLINE_S = 600.0
KB = 1e3


def measure(clients: int = CLIENTS) -> list[Figure]:
    """Raises MissingPart when so many connections can't be open here."""
    allow_files(clients + FILES_BESIDE)
    plan = Plan(clients, 0, 1, 0.0, None, None, PORT_BASE, as_json=True)
    with tempfile.TemporaryDirectory(prefix="pishkhan-bench-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        with (
            postgresql_server(folder, POSTGRESQL_PORT) as (url, server),
            loaded_city(plan, folder) as city,
            psycopg.connect(url, autocommit=True) as database,
        ):
            storm = _Storm(city, server)
            kiosks = enrolled(clients, city.administrator.city, folder, database)
            return storm.figures(kiosks)


def allow_files(wanted: int) -> None:
    """For this process and those that it starts. Raises MissingPart with what to do."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < wanted:
        raise MissingPart(
            f"{wanted:,} open files are needed, {hard:,} are allowed here.",
            f"Start it under `prlimit --nofile={wanted}` as root (systemd: LimitNOFILE=), "
            "or with fewer --clients.",
        )
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


@dataclass(frozen=True)
class _Storm:
    city: LoadedCity
    server: Postgresql | None

    def figures(self, kiosks: Sequence[LightKiosk]) -> list[Figure]:
        time.sleep(SETTLES_S)  # what the hub does at its start is done
        hub = hub_process()
        before_b, spent = hub.memory_info().rss, self._processor_s()
        began = time.monotonic()
        with_all_b = asyncio.run(self._all_come_back(kiosks))
        now = self._processor_s()
        used = {part: now[part] - spent[part] for part in now}
        each_kb = (with_all_b - before_b) / len(kiosks) / KB
        return [
            *_times(kiosks, began),
            *[Figure(name=f"processor, {part}", value=s, unit="s") for part, s in used.items()],
            Figure(name="hub, resident memory before", value=before_b / 1e6, unit="MB"),
            Figure(name="hub, resident memory for a connected kiosk", value=each_kb, unit="KB"),
        ]

    async def _all_come_back(self, kiosks: Sequence[LightKiosk]) -> int:
        """The hub's resident bytes while all are connected and caught up."""
        port, find_key = DemoPorts(PORT_BASE).broker, self._ack_key()
        async with asyncio.timeout(DEADLINE_S):
            await asyncio.gather(*(kiosk.come_back(HOST, port, find_key) for kiosk in kiosks))
        held = hub_process().memory_info().rss
        for kiosk in kiosks:
            kiosk.leave()
        return held

    def _ack_key(self) -> FindKey:
        city = self.city.administrator.city
        trust = open_trust_list(city.trust.read_bytes(), city.certificate("root").read_bytes())
        return lambda key: trust.find(KeyPurpose.ACK, key)

    def _processor_s(self) -> Mapping[str, float]:
        assert self.city.broker is not None
        spent = {
            "hub": cpu_s(hub_process()),
            "broker": cpu_s(psutil.Process(self.city.broker.running.process.pid)),
            "the kiosks themselves": cpu_s(psutil.Process()),
        }
        return spent if self.server is None else {**spent, "database": self.server.processor_s()}


def _times(kiosks: Sequence[LightKiosk], began: float) -> list[Figure]:
    connected = [kiosk.connected_at - began for kiosk in kiosks if kiosk.connected_at]
    caught_up = [kiosk.caught_up_at - began for kiosk in kiosks if kiosk.caught_up_at]
    attempts = sum(kiosk.attempts for kiosk in kiosks)
    count = f"{len(kiosks):,} kiosks return in one second"
    return [
        Figure(name=f"{count}, all connected", value=max(connected), unit="s"),
        Figure(name="all caught up, the slowest", value=max(caught_up), unit="s", goal="<= 60 s"),
        Figure(name="caught up, p50", value=percentile(caught_up, 50), unit="s"),
        Figure(name="caught up, p99", value=percentile(caught_up, 99), unit="s"),
        Figure(name="attempts to connect, a kiosk", value=attempts / len(kiosks), unit=""),
        Figure(name="events taken into custody", value=EVENTS * len(kiosks), unit="events"),
    ]
