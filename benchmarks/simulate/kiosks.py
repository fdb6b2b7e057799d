"""The kiosks: enrolled devices with real journals, each drained by a real agent's process."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.simulate.city import LoadedCity
from benchmarks.simulate.payments import journal_payments
from contract.clock import SystemClock
from contract.sealing import SealingSession
from edge_agent.device import DeviceDirectory
from edge_agent.journal import JournalReader, Origin, journal_files, open_journal
from provisioning.demo.programs import Program

SOFTWARE = "simulate"
WRITER = "kiosk"


@dataclass(frozen=True)
class Written:
    """Where one kiosk's journal ended."""

    device: str
    journal: str
    head_seq: int


def enrol_kiosks(city: LoadedCity, folder: Path, count: int) -> list[DeviceDirectory]:
    """Raises PishkhanError."""
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as workers:
        return list(workers.map(city.enrol, (folder / f"kiosk-{n:04d}" for n in range(count))))


def write_payments(
    devices: list[DeviceDirectory], transactions: int, seed: int, together: int | None = None
) -> list[Written]:
    """Each kiosk journals its payments; see `journal_payments`. Raises PishkhanError."""
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as workers:
        return list(
            workers.map(
                lambda numbered: _write(numbered[1], transactions, seed + numbered[0], together),
                enumerate(devices),
            )
        )


def start_agents(city: LoadedCity, devices: list[DeviceDirectory]) -> list[Program]:
    return [
        city.programs.start(f"agent-{device.path.name}", "agent", "run", "--device", device.path)
        for device in devices
    ]


def heads(devices: list[DeviceDirectory]) -> Iterator[Written]:
    """All journals of all kiosks, as their files end now."""
    for device in devices:
        name = device.identity().device
        for file in journal_files(device.journals_path):
            with JournalReader(file.path) as reader:
                yield Written(name, file.journal.hex, reader.head().seq)


def _write(device: DeviceDirectory, transactions: int, seed: int, together: int | None) -> Written:
    identity = device.identity()
    clock = SystemClock()
    origin = Origin(identity.city, identity.device, SOFTWARE, identity.tracking_prefixes)
    sealing = SealingSession.new(device.trust().sealing_recipients(clock.now().utc_ms))
    journal = open_journal(device.journals_path, WRITER, origin, clock, sealing)
    try:
        for _ in journal_payments(journal, transactions, seed, together):
            pass
        return Written(identity.device, journal.journal.hex, journal.head.seq)
    finally:
        journal.close()
