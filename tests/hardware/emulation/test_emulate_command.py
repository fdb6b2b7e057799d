"""`pishkhan hardware emulate` as a process: every kind, with faults from the start and later."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hardware.address import DeviceAddress
from hardware.commands.emulate import KINDS
from hardware.emulation import control
from hardware.emulation.faulty_wire import WIRE_FAULTS
from hardware.link import open_link
from tests.support.processes import ChildProcess

Emulate = Callable[..., ChildProcess]


@pytest.fixture
def emulate(tmp_path: Path) -> Iterator[Emulate]:
    started: list[ChildProcess] = []

    def start(kind: str, *options: str) -> ChildProcess:
        command = [sys.executable, "-m", "pishkhan", "hardware", "emulate", kind, "--json"]
        child = ChildProcess([*command, *options], tmp_path / f"{kind}.log")
        started.append(child)
        child.until_output("address")
        return child

    yield start
    for child in started:
        assert child.stop() == 0


def address_of(child: ChildProcess) -> DeviceAddress:
    return DeviceAddress.parse(json.loads(child.output())["address"])


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_every_kind_is_a_process_with_faults(kind: str, emulate: Emulate, tmp_path: Path) -> None:
    listen = f"pty:{tmp_path}/line" if kind in ("scanner", "reader") else "tcp:127.0.0.1:0"
    options = ["--folder", str(tmp_path)] if kind == "printer" else []
    socket = tmp_path / "control"
    child = emulate(
        kind, "--listen", listen, "--control", str(socket), "--fault", "garble=5", *options
    )
    open_link(address_of(child), time.monotonic() + 5).close()
    answer = control(socket, {"do": "faults"})
    assert answer["caused"] == ["garble=5"]
    assert {wire.form for wire in WIRE_FAULTS} <= set(answer["known"])
    assert control(socket, {"do": "fault", "fault": "unplug=1"})["ok"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_fault_of_a_kind_can_be_caused_and_mended(kind: object, tmp_path: Path) -> None:
    from argparse import ArgumentParser

    from hardware.emulation import Emulation, EmulatorKind, open_wire

    assert isinstance(kind, EmulatorKind)
    parser = ArgumentParser()
    parser.add_argument("--listen", default="tcp:127.0.0.1:0")
    kind.options(parser)
    folder = ["--folder", str(tmp_path)] if kind.name == "printer" else []
    options = parser.parse_args(folder)
    emulation = Emulation(kind.build(options), open_wire(options.listen), kind.faults)
    try:
        for fault in kind.faults:
            emulation.faults.cause(fault.kind.name)
            assert emulation.faults.caused == [fault.kind.name]
            emulation.faults.mend(fault.kind.name)
        assert emulation.faults.caused == []
    finally:
        emulation.close()


def test_an_unknown_fault_ends_it_naming_all_known_ones(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pishkhan", "hardware", "emulate", "printer"]
    options = ["--listen", "tcp:127.0.0.1:0", "--folder", str(tmp_path), "--fault", "fire"]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "“fire” is not a fault of this device." in done.stderr
    for name in ("paper-end[@row=N]", "cover-open", "unplug[@byte=N][=SECONDS]", "garble"):
        assert name in done.stderr


def test_paper_ends_at_the_row_that_was_asked_for(emulate: Emulate, tmp_path: Path) -> None:
    socket = tmp_path / "control"
    child = emulate(
        "printer",
        *("--listen", "tcp:127.0.0.1:0", "--folder", str(tmp_path / "paper")),
        *("--control", str(socket), "--rows-per-s", "0", "--fault", "paper-end@row=48"),
    )
    band = b"\x1dv0\x00\x48\x00\x60\x00" + b"\xff" * 72 * 96  # GS v 0: 96 rows of 72 bytes
    link = open_link(address_of(child), time.monotonic() + 5)
    link.send(band, time.monotonic() + 5)
    deadline = time.monotonic() + 5
    while (state := control(socket, {"do": "state"}))["trouble"] is None:
        assert time.monotonic() < deadline
    link.close()
    assert state["trouble"] == "paper_end"
    assert state["rows_hanging_out"] <= 48
    assert child.stop(signal.SIGINT) == 0
