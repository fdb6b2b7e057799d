"""`list --probe` and `probe --ask` against emulators, over pseudo terminals and TCP."""

import json
import os
import tty
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hardware.__main__ import main
from hardware.emulation import Emulation, PtyWire
from hardware.printers.star_line.status import to_automatic
from hardware.printers.status import PrinterStatus
from hardware.readers.pn532.emulator import EmulatedPn532
from tests.hardware.discovery.conftest import Attach, Emulate, Machine
from tests.hardware.discovery.serial_device import CLONE_PRINTER
from tests.hardware.sysfs import tree as shapes
from tests.hardware.sysfs.tree import PRINTER, Plug


def probed(machine: Machine, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert main(["list", "--probe", "--json", *machine.options]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


@pytest.fixture
def silent(tmp_path: Path) -> Iterator[Path]:
    """A line on which nobody says anything."""
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    yield Path(os.ttyname(theirs))
    os.close(ours)
    os.close(theirs)


def test_a_printer_behind_an_adapter_is_found_by_its_status(
    machine: Machine, emulate: Emulate, capsys: pytest.CaptureFixture[str]
) -> None:
    shapes.ch340(machine.tree)
    folder = machine.folder / "paper"
    emulate("printer", "--listen", f"pty:{machine.dev}/ttyUSB0", "--folder", str(folder))
    found = probed(machine, capsys)
    assert (found["table"], found["driver"], found["certainty"]) == ("printer", "escpos", "sure")
    assert "all valid" in found["asked"][-1]["answer"]
    assert not folder.exists() or not list(folder.iterdir())  # nothing came out


def test_a_clone_over_usblp_is_found_by_its_status(
    machine: Machine, attach: Attach, capsys: pytest.CaptureFixture[str]
) -> None:
    shapes.cheap_printer(machine.tree)
    attach(machine.dev / "usb/lp1", speed=38400, answers=CLONE_PRINTER)  # a pty's first speed
    found = probed(machine, capsys)
    assert (found["driver"], found["certainty"]) == ("escpos", "sure")
    assert found["address"] == "usb:0416:5011@pci-0000:00:14.0-usb-0:2"
    assert "“XP-80C”" in found["asked"][0]["answer"]


@pytest.mark.parametrize("speed", [9600, 19200, 38400, 115200])
def test_the_speed_of_a_printer_is_found(
    machine: Machine, attach: Attach, capsys: pytest.CaptureFixture[str], speed: int
) -> None:
    shapes.ch340(machine.tree)
    link = machine.link_by_path("pci-0000:00:14.0-usb-0:1.2:1.0-port0", "ttyUSB0")
    device = attach(machine.dev / "ttyUSB0", speed=speed, answers=CLONE_PRINTER)
    found = probed(machine, capsys)
    assert found["address"] == f"serial:{link}@{speed}"
    assert device.heard[:4] == [bytes((0x10, 0x04, kind)) for kind in (1, 2, 3, 4)]
    settled = [one["settled"] for one in found["asked"]]
    assert settled == [False] * (len(settled) - 1) + [True]  # it stops at the first sure answer


def test_a_star_printer_is_found_by_its_own_status(
    machine: Machine, attach: Attach, capsys: pytest.CaptureFixture[str]
) -> None:
    star = Plug(PRINTER, "usblp", "usb/lp0")
    machine.tree.plug("2", "0519:0003", "Star", "TSP654", star)
    status = to_automatic(PrinterStatus(paper_near_end=True))
    attach(machine.dev / "usb/lp0", speed=38400, answers={b"\x1b\x06\x01": status})
    found = probed(machine, capsys)
    assert (found["driver"], found["certainty"]) == ("star_line", "sure")
    assert found["asked"][-1]["answer"] == f"{status.hex(' ')}, a status"


def test_noise_at_a_wrong_speed_is_told_and_proves_nothing(
    machine: Machine, attach: Attach, capsys: pytest.CaptureFixture[str]
) -> None:
    shapes.ch340(machine.tree)
    attach(machine.dev / "ttyUSB0", speed=1200, answers=CLONE_PRINTER)
    found = probed(machine, capsys)
    assert found["certainty"] == "must_ask"
    assert found["driver"] is None
    assert "f8 00, which is no status" in found["asked"][0]["answer"]
    bauds = [one["question"].rpartition("@")[2] for one in found["asked"]]
    assert bauds[:4] == ["9600", "19200", "38400", "115200"]


def test_a_card_reader_is_found_by_its_firmware(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    shapes.ch340(machine.tree)
    reader = Emulation(EmulatedPn532(), PtyWire(machine.dev / "ttyUSB0"))
    try:
        found = probed(machine, capsys)
    finally:
        reader.close()
    assert (found["table"], found["driver"]) == ("reader", "pn532")
    assert found["address"].endswith("@115200")
    assert "firmware 1.6" in found["asked"][-1]["answer"]


def test_a_terminal_on_a_serial_line_is_found_without_asking_for_money(
    machine: Machine, emulate: Emulate, capsys: pytest.CaptureFixture[str]
) -> None:
    shapes.ch340(machine.tree)
    terminal = emulate("terminal", "--driver", "zvt", "--listen", f"pty:{machine.dev}/ttyUSB0")
    found = probed(machine, capsys)
    assert (found["table"], found["driver"]) == ("terminal", "zvt")
    assert terminal.obey(do="state")["phase"] == "idle"


@pytest.mark.parametrize(
    ("device", "arguments", "table", "driver"),
    [
        ("printer", (), "printer", "escpos"),
        ("terminal", ("--driver", "zvt"), "terminal", "zvt"),
    ],
)
def test_a_device_in_the_network_is_asked_when_it_is_named(
    emulate: Emulate,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    device: str,
    arguments: tuple[str, ...],
    table: str,
    driver: str,
) -> None:
    if device == "printer":
        arguments = ("--folder", str(tmp_path / "paper"))
    there = emulate(device, "--listen", "tcp:127.0.0.1:0", *arguments)
    assert main(["probe", "--ask", there.address, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["table"], found["driver"], found["address"]) == (table, driver, there.address)
    assert main(["probe", "--ask", there.address]) == 0
    assert f"A {table} ({driver}) is at {there.address}." in capsys.readouterr().out


def test_a_silent_line_is_not_guessed_at(silent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["probe", "--ask", f"serial:{silent}"]) == 1
    told = capsys.readouterr().out
    assert "Nobody gave a sure answer." in told
    assert told.count("nothing") == 9  # speeds: ESC/POS four, Star two, PN532 one, ZVT two


def test_a_port_that_is_not_there_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["probe", "--ask", "serial:/dev/no-such-port", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert "is not there" in found["asked"][0]["answer"]
    assert len(found["asked"]) == 1


def test_a_terminal_that_only_takes_requests_for_money_is_not_asked(
    emulate: Emulate, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = emulate("terminal", "--driver", "iran_tlv", "--listen", "tcp:127.0.0.1:0")
    assert main(["probe", "--ask", terminal.address]) == 1
    assert "Nobody gave a sure answer." in capsys.readouterr().out
    assert terminal.obey(do="state")["phase"] == "idle"
