"""All drivers together while nobody is there: processor time and memory.

`pishkhan hardware watch` runs the drivers of a kiosk with everything, as the counter does; the
devices are emulated by processes of their own, whose time is not counted.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

import psutil

from benchmarks.figure import Figure, compared, percentile

EMULATORS = {
    "printer": ("printer", "--listen", "tcp:127.0.0.1:0"),
    "terminal": ("terminal", "--driver", "zvt", "--listen", "tcp:127.0.0.1:0"),
    "scanner": ("scanner", "--kind", "cdc", "--listen", "pty"),
    "cards": ("reader", "--kind", "rdm6300", "--listen", "pty"),
    "phones": ("reader", "--kind", "pn532", "--listen", "pty"),
    "ups": ("ups", "--listen", "tcp:127.0.0.1:0"),
}
PROFILE = """\
[printer]
driver = "escpos"
address = "{printer}"

[terminal]
driver = "zvt"
address = "{terminal}"
terminal_id = "12345678"

[scanner]
driver = "cdc"
address = "{scanner}"

[[reader]]
driver = "rdm6300"
address = "{cards}"

[[reader]]
driver = "pn532"
address = "{phones}"

[[cabinet]]
driver = "nut"
address = "{ups}"

[[cabinet]]
driver = "thermometer"
"""
READY = frozenset({"printer", "paper", "terminal", "scanner", "reader", "ups"})
START_S = 30.0
WINDOW_S = 10.0
WINDOWS = 3
CEILING_PERCENT = 1.0


def measure() -> list[Figure]:
    """Medians of some windows, after all devices have told that they are there."""
    with tempfile.TemporaryDirectory(prefix="pishkhan-bench-") as name, ExitStack() as stack:
        folder = Path(name)
        addresses = {
            device: stack.enter_context(_emulated(folder, words))
            for device, words in EMULATORS.items()
        }
        whole, nothing = folder / "devices.toml", folder / "nothing.toml"
        whole.write_text(PROFILE.format(**addresses), encoding="utf-8")
        nothing.write_text("", encoding="utf-8")
        empty = stack.enter_context(_watched(nothing, folder / "nothing.log"))
        told = folder / "whole.log"
        watching = stack.enter_context(_watched(whole, told))
        _until_ready(told)
        shares = [_share_percent(watching) for _ in range(WINDOWS)]
        memory = watching.memory_info().rss / 1e6
        without = empty.memory_info().rss / 1e6
    idle = Figure(
        name="idle processor time of all drivers",
        value=percentile(shares, 50),
        unit="% of core",
        goal="< 1 %",
    )
    return [
        compared(idle, CEILING_PERCENT, "one per cent of a core"),
        compared(
            Figure(name="resident memory, all drivers", value=memory, unit="MB"),
            without,
            "the same program without a device",
        ),
    ]


def _share_percent(process: psutil.Process) -> float:
    """User and system time over one window, as a share of one core."""
    before, began = process.cpu_times(), time.monotonic()
    time.sleep(WINDOW_S)
    after, passed_s = process.cpu_times(), time.monotonic() - began
    used_s = after.user + after.system - before.user - before.system
    return used_s / passed_s * 100


@contextmanager
def _emulated(folder: Path, words: tuple[str, ...]) -> Iterator[str]:
    """One emulator in a process; gives the address to reach it at."""
    command = [sys.executable, "-m", "pishkhan", "hardware", "emulate", *words, "--json"]
    if words[0] == "printer":
        command += ["--folder", str(folder / "paper")]
    with _running(command, subprocess.PIPE) as process:
        assert process.stdout is not None
        facts = json.loads(process.stdout.readline())
        yield str(facts["address"])


@contextmanager
def _watched(profile: Path, told: Path) -> Iterator[psutil.Process]:
    command = [sys.executable, "-m", "pishkhan", "hardware", "watch", "--json"]
    with (
        told.open("wb") as log,
        _running([*command, "--devices", str(profile)], log) as process,
    ):
        yield psutil.Process(process.pid)


def _until_ready(told: Path) -> None:
    """Raises TimeoutError that names what never came: idle means that all of them work."""
    deadline = time.monotonic() + START_S
    ready: set[str] = set()
    while not ready >= READY:
        if time.monotonic() > deadline:
            raise TimeoutError(f"not ready: {', '.join(sorted(READY - ready))}")
        time.sleep(0.2)
        events = [json.loads(line) for line in told.read_text("utf-8").split("\n")[:-1]]
        ready = {event["component"] for event in events if event.get("state") == "ready"}


@contextmanager
def _running(command: list[str], output: int | IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, stdout=output)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=10.0)
        if process.stdout is not None:
            process.stdout.close()
