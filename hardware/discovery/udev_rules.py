"""udev rules from a profile: each device bound to its port, its file owned and left in peace.

* `SYMLINK`: a name that stays, /dev/pishkhan/printer, whatever the kernel calls the file today.
* `GROUP`, `MODE`: the kiosk's user opens it through a group, nobody else at all.
* `ID_MM_DEVICE_IGNORE`: ModemManager would talk to serial lines to see if they are modems.
* `LIBINPUT_IGNORE_DEVICE`: what a scanner types must not reach the window in front.

Keys and operators are those of udev(7); `path_id` is udev's own and gives ID_PATH.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from contract.errors import InvalidValue
from hardware.address import (
    DeviceAddress,
    FileAddress,
    SerialAddress,
    TcpAddress,
    UsbAddress,
)
from hardware.device import Table
from hardware.profile import DeviceEntry, DeviceProfile
from hardware.sysfs import UsbDevice

_BY_PATH = re.compile(r"/dev/serial/by-path/(?P<port>.+?)(?:-port(?P<line>\d+))?")
_KEYS_BY_PATH = re.compile(r"/dev/input/by-path/(?P<port>.+)-event(?:-[a-z]+)?")
_MAINBOARD = re.compile(r"/dev/(tty(?:S|AMA)\d+)")
_OF_DEVICE = re.compile(r":\d+\.\d+$")  # the interface at the end of an ID_PATH
_GPIO = re.compile(r"/dev/(gpiochip\d+)")
_GROUPS = {"tty": "dialout", "usbmisc": "lp", "input": "input", "gpio": "dialout"}

_HEAD = """\
# Devices of a Pishkhan kiosk, made from {name} by `pishkhan hardware profile --udev`.
# Install as /etc/udev/rules.d/70-pishkhan.rules (after systemd's 60-*, which name the ports), then
#   udevadm control --reload && udevadm trigger
# Devices may then be named by /dev/pishkhan/... too.
ACTION=="remove", GOTO="pishkhan_end"
SUBSYSTEM=="tty|usbmisc|input|usb", ENV{{ID_PATH}}=="", IMPORT{{builtin}}="path_id"
"""
_END = 'LABEL="pishkhan_end"\n'


@dataclass(frozen=True, slots=True)
class _Place:
    """What a rule matches: the file's subsystems, and where it is. `device`: its USB device."""

    subsystems: tuple[str, ...]
    match: str
    device: str = ""


def udev_rules(
    profile: DeviceProfile, devices: tuple[UsbDevice, ...], name: str = "devices.toml"
) -> str:
    """The rules file. `devices`: what is plugged in, needed for addresses that name no port.

    Raises InvalidValue "unplugged" when such a device isn't there to be looked up.
    """
    parts = [_HEAD.format(name=name)]
    parts += [
        _rules(entry, place, address, devices)
        for place, entry in _named(profile)
        for address in _addresses(entry)
    ]
    return "\n".join([*parts, _END])


def _named(profile: DeviceProfile) -> Iterator[tuple[str, DeviceEntry]]:
    """`printer`, `reader`, `reader-2`, ..."""
    counts: dict[str, int] = {}
    for entry in profile.entries:
        table = entry.table.value
        counts[table] = counts.get(table, 0) + 1
        yield (f"{table}-{counts[table]}" if counts[table] > 1 else table), entry


def _addresses(entry: DeviceEntry) -> list[DeviceAddress]:
    values = msgspec.structs.asdict(entry.settings).values()
    return [value for value in values if isinstance(value, DeviceAddress)]


def _rules(
    entry: DeviceEntry, name: str, address: DeviceAddress, devices: tuple[UsbDevice, ...]
) -> str:
    head = f"# [{entry.table}] {entry.kind.driver}: {address}\n"
    if isinstance(address, TcpAddress):
        return f"{head}# It is in the network: there is nothing to bind.\n"
    place = _place(entry, address, devices)
    lines = [_file_rule(subsystem, place.match, name) for subsystem in place.subsystems]
    if place.device and "tty" in place.subsystems:
        lines.append(
            f'SUBSYSTEM=="usb", ENV{{DEVTYPE}}=="usb_device", {place.device}, '
            'ENV{ID_MM_DEVICE_IGNORE}="1"'
        )
    return head + "".join(f"{line}\n" for line in lines)


def _file_rule(subsystem: str, where: str, name: str) -> str:
    link = f'SYMLINK+="pishkhan/{name}"'
    owner = f'GROUP="{_GROUPS[subsystem]}", MODE="0660"'
    match subsystem:
        case "tty":
            files, act = "tty*", f'{link}, {owner}, ENV{{ID_MM_PORT_IGNORE}}="1"'
        case "input":  # a scanner may have several; its codes come from the one with all keys
            files, act = "event*", f'{owner}, ENV{{LIBINPUT_IGNORE_DEVICE}}="1"'
            keys = 'ENV{ID_INPUT_KEYBOARD}=="1"'
            typed = f'SUBSYSTEM=="input", KERNEL=="event*", {keys}, {where}, {link}\n'
            return f'{typed}SUBSYSTEM=="input", KERNEL=="{files}", {where}, {act}'
        case "usbmisc":
            files, act = "lp*", f"{link}, {owner}"
        case _:
            files, act = "gpiochip*", owner
    which = where if where.startswith("KERNEL") else f'KERNEL=="{files}", {where}'
    return f'SUBSYSTEM=="{subsystem}", {which}, {act}'


def _place(entry: DeviceEntry, address: DeviceAddress, devices: tuple[UsbDevice, ...]) -> _Place:
    match address:
        case UsbAddress(port=""):
            pair = f'=="{address.vendor:04x}"', f'=="{address.product:04x}"'
            above = f"ATTRS{{idVendor}}{pair[0]}, ATTRS{{idProduct}}{pair[1]}"
            itself = f"ATTR{{idVendor}}{pair[0]}, ATTR{{idProduct}}{pair[1]}"
            return _Place(_subsystems(entry), above, itself)
        case UsbAddress(port=port):
            return _Place(_subsystems(entry), _path(f"{port}:*"), _path(port))
        case SerialAddress(path=path) | FileAddress(path=path):
            return _of_path(path, devices)
        case _:
            raise TypeError(f"{type(address).__name__} has no device file")


def _of_path(path: str, devices: tuple[UsbDevice, ...]) -> _Place:
    if (by_path := _BY_PATH.fullmatch(path)) is not None:
        return _on_port("tty", by_path["port"], by_path["line"] or "")
    if (keys := _KEYS_BY_PATH.fullmatch(path)) is not None:
        return _on_port("input", keys["port"], "")
    real = str(Path(path).resolve())
    if (chip := _GPIO.fullmatch(real)) is not None:
        return _Place(("gpio",), f'KERNEL=="{chip[1]}"')
    if (mainboard := _MAINBOARD.fullmatch(real)) is not None:
        return _Place(("tty",), f'KERNEL=="{mainboard[1]}"')
    for device in devices:
        for file in device.files(*_GROUPS):
            if file.path == real:
                return _on_port(file.subsystem, file.port, file.line)
    raise InvalidValue(
        "unplugged",
        f"{path} is not the file of a USB device that is plugged in, so its port is not known.",
        "Plug it in, or name it by its port: `pishkhan hardware list` gives the address.",
    )


def _on_port(subsystem: str, port: str, line: str) -> _Place:
    device = _OF_DEVICE.sub("", port)
    if subsystem == "input":  # whatever it types on any of its interfaces is kept away
        return _Place((subsystem,), _path(f"{device}:*"), _path(device))
    which = f', ATTRS{{port_number}}=="{line}"' if line else ""
    return _Place((subsystem,), f"{_path(port)}{which}", _path(device))


def _path(pattern: str) -> str:
    return f'ENV{{ID_PATH}}=="{pattern}"'


def _subsystems(entry: DeviceEntry) -> tuple[str, ...]:
    """The files that a device of this table can have, when only its ids are named."""
    match entry.table:
        case Table.PRINTER:
            return "tty", "usbmisc"
        case Table.SCANNER | Table.READER:
            return "tty", "input"
        case Table.TERMINAL | Table.CABINET:
            return ("tty",)
