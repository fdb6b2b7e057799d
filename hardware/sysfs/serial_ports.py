"""Serial ports that are part of the machine, as the kernel shows them in /sys/class/tty."""

from dataclasses import dataclass
from pathlib import Path

from hardware.sysfs.attributes import link_name, text_of
from hardware.sysfs.usb import SYS

_NO_CHIP = "0"  # the type of a ttyS that the kernel reserved and found no chip for


@dataclass(frozen=True, slots=True)
class SerialPort:
    """`is_console`: the kernel itself talks on it."""

    path: str
    is_console: bool


def serial_ports(sys: Path = SYS) -> tuple[SerialPort, ...]:
    """Those with a chip behind them; USB adapters are among the USB devices."""
    try:
        entries = sorted((sys / "class/tty").iterdir())
    except OSError:
        return ()
    return tuple(
        SerialPort(f"/dev/{entry.name}", text_of(entry / "console") == "Y")
        for entry in entries
        if text_of(entry / "type") not in ("", _NO_CHIP) and not _is_on_usb(entry)
    )


def _is_on_usb(entry: Path) -> bool:
    way = entry.resolve()
    return any(link_name(place / "subsystem") == "usb" for place in way.parents)
