"""The emulated devices of the demo's kiosk, each a process that speaks the real device's bytes."""

import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from contract.errors import PishkhanError
from hardware.emulation import control
from provisioning.demo.ports import HOST, DemoPorts
from provisioning.demo.programs import Program, Programs

TERMINAL_ID = "52500041"
LEDGER = "terminal-ledger.jsonl"
START_S = 20.0


class DeviceRefused(PishkhanError):
    """A device can't do that now."""

    exit_code = 1


@dataclass(frozen=True)
class EmulatedDevices:
    """`folder` holds the control sockets, the paper that came out, and the terminal's ledger."""

    folder: Path
    scanner_address: str
    reader_address: str
    ports: DemoPorts

    @property
    def paper(self) -> Path:
        return self.folder / "paper"

    def newest_paper(self) -> Path:
        """What the printer has cut off last."""
        return self.papers()[-1]

    def papers(self) -> list[Path]:
        """All that it has cut off, oldest first."""
        return sorted(self.paper.glob("receipt-*.png"))

    @property
    def ledger(self) -> Path:
        return self.folder / LEDGER

    def tell(self, device: str, **command: object) -> dict[str, Any]:
        """Steer one device by its control socket. Raises DeviceRefused, MissingPart."""
        answer = dict(control(_control(self.folder, device), command))
        if not answer["ok"]:
            raise DeviceRefused(answer["error"], answer["next_step"])
        return answer

    def fault(self, device: str, fault: str, *, there: bool) -> None:
        """Have a fault, as after `--fault` of `pishkhan hardware emulate`, or be rid of it."""
        self.tell(device, do="fault" if there else "mend", fault=fault)

    def mend(self, device: str) -> None:
        """Be rid of all its faults."""
        self.tell(device, do="mend")

    def profile(self) -> str:
        """devices.toml for the kiosk that has these."""
        return f"""\
[printer]
address = "tcp:{HOST}:{self.ports.printer}"
columns = "80mm"

[terminal]
driver = "zvt"
address = "tcp:{HOST}:{self.ports.terminal}"
terminal_id = "{TERMINAL_ID}"

[scanner]
address = "{self.scanner_address}"

[reader]
address = "{self.reader_address}"
"""


def start_devices(folder: Path, ports: DemoPorts, programs: Programs) -> EmulatedDevices:
    """Plug all four in; the serial ones on pseudo terminals."""
    folder.mkdir(parents=True, exist_ok=True)
    listen = {
        "printer": f"tcp:{HOST}:{ports.printer}",
        "terminal": f"tcp:{HOST}:{ports.terminal}",
        "scanner": f"pty:{folder / 'scanner'}",
        "reader": f"pty:{folder / 'reader'}",
    }
    options: dict[str, tuple[str | Path, ...]] = {
        "printer": ("--folder", folder / "paper"),
        "terminal": (
            *("--driver", "zvt", "--terminal-id", TERMINAL_ID),
            *("--ledger", folder / LEDGER),
        ),
    }
    started = {
        name: programs.start(
            name,
            *("hardware", "emulate", name, "--json", "--listen", address),
            *("--control", _control(folder, name)),
            *options.get(name, ()),
        )
        for name, address in listen.items()
    }
    for name, program in started.items():
        programs.until(f"the {name} is there", partial(_address, program), START_S)
    scanner, reader = _address(started["scanner"]), _address(started["reader"])
    assert scanner is not None
    assert reader is not None
    return EmulatedDevices(folder, scanner, reader, ports)


def _address(program: Program) -> str | None:
    """From the line that an emulator prints once it listens."""
    for line in program.log.read_text("utf-8", "replace").splitlines():
        if line.startswith("{"):
            address: str = json.loads(line)["address"]
            return address
    return None


def _control(folder: Path, device: str) -> Path:
    return folder / f"{device}.control"
