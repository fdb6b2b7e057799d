"""Fake trees of /sys for tests, in the shape that Linux 6.1 gives to real devices.

Folders, links and attributes are laid out as on a computer with its USB controller at PCI
00:14.0; whatever nobody here reads is left out. They are written by hand, from the kernel's
documentation and public listings of these devices: the machine of a test has no such device.
"""

from dataclasses import dataclass
from pathlib import Path

CONTROLLER = "pci0000:00/0000:00:14.0"


@dataclass(frozen=True)
class Plug:
    """One interface of a device and the file that the kernel makes for it, if any."""

    triple: tuple[int, int, int]  # class, subclass, protocol
    driver: str = ""
    file: str = ""  # "ttyACM0", "ttyUSB0", "usb/lp0", "input/event3", "hidraw0"


PRINTER = (0x07, 0x01, 0x02)
MODEM = (0x02, 0x02, 0x01)
DATA = (0x0A, 0x00, 0x00)
KEYBOARD = (0x03, 0x01, 0x01)
SMART_CARD = (0x0B, 0x00, 0x00)
VENDOR = (0xFF, 0x01, 0x02)


class SysTree:
    """`root` stands for /sys."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._controller = root / "devices" / CONTROLLER
        self._subsystem(self._controller, "pci")
        (root / "bus/usb/devices").mkdir(parents=True)
        (root / "class/tty").mkdir(parents=True)
        hub = self._controller / "usb1"
        self._subsystem(hub, "usb")
        _attributes(hub, idVendor="1d6b", idProduct="0002", bDeviceClass="09")
        (root / "bus/usb/devices/usb1").symlink_to(hub)

    def plug(
        self, port: str, ids: str, maker: str, model: str, *plugs: Plug, serial: str = ""
    ) -> Path:
        """`port`: "2" for the second of the machine, "1.2" behind a hub there."""
        folder = self._controller / "usb1"
        names = port.split(".")
        for depth in range(1, len(names) + 1):
            folder = folder / f"1-{'.'.join(names[:depth])}"
            self._subsystem(folder, "usb")
        vendor, _, product = ids.partition(":")
        _attributes(folder, idVendor=vendor, idProduct=product, bDeviceClass="00")
        for name, value in (("manufacturer", maker), ("product", model), ("serial", serial)):
            if value:
                _attributes(folder, **{name: value})
        (self.root / "bus/usb/devices" / folder.name).symlink_to(folder)
        for number, plug in enumerate(plugs):
            self._interface(folder, number, plug)
        return folder

    def unplug(self, folder: Path) -> None:
        """As the kernel does: the folder goes, with all links to it."""
        (self.root / "bus/usb/devices" / folder.name).unlink()
        for path in sorted(folder.rglob("*"), key=lambda path: -len(path.parts)):
            if path.is_symlink() or path.is_file():
                path.unlink()
            else:
                path.rmdir()
        folder.rmdir()

    def serial_port(self, name: str, chip: str = "4", console: str = "N") -> None:
        """A port of the mainboard; `chip` "0" is one that the kernel only reserved."""
        folder = self.root / f"devices/pnp0/00:01/00:01:0/00:01:0.0/tty/{name}"
        self._subsystem(folder, "tty")
        _attributes(folder, type=chip, console=console, uevent=f"DEVNAME={name}")
        (self.root / "class/tty" / name).symlink_to(folder)

    def _interface(self, device: Path, number: int, plug: Plug) -> None:
        folder = device / f"{device.name}:1.{number}"
        self._subsystem(folder, "usb")
        usb_class, subclass, protocol = plug.triple
        _attributes(
            folder,
            bInterfaceNumber=f"{number:02x}",
            bInterfaceClass=f"{usb_class:02x}",
            bInterfaceSubClass=f"{subclass:02x}",
            bInterfaceProtocol=f"{protocol:02x}",
        )
        if plug.driver:
            (self.root / "bus/usb/drivers" / plug.driver).mkdir(parents=True, exist_ok=True)
            (folder / "driver").symlink_to(self.root / "bus/usb/drivers" / plug.driver)
        if plug.file:
            self._file(folder, plug.file)

    def _file(self, interface: Path, file: str) -> None:
        name = file.rpartition("/")[2]
        if name.startswith("ttyUSB"):
            bus = interface / name
            self._subsystem(bus, "usb-serial")
            _attributes(bus, port_number="0")
            subsystem, folder = "tty", bus / "tty" / name
        elif name.startswith("tty"):
            subsystem, folder = "tty", interface / "tty" / name
        elif name.startswith("lp"):
            subsystem, folder = "usbmisc", interface / "usbmisc" / name
        elif name.startswith("hidraw"):
            subsystem, folder = "hidraw", interface / "0003:1EAB:0106.0001/hidraw" / name
        else:
            subsystem = "input"
            folder = interface / "0003:1EAB:0106.0001/input/input5" / name
        self._subsystem(folder, subsystem)
        _attributes(folder, uevent=f"MAJOR=1\nMINOR=2\nDEVNAME={file}")
        if subsystem == "tty":
            (self.root / "class/tty" / name).symlink_to(folder)

    def _subsystem(self, folder: Path, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        target = self.root / ("class" if name in ("tty", "usbmisc", "input") else "bus") / name
        target.mkdir(parents=True, exist_ok=True)
        if not (folder / "subsystem").is_symlink():
            (folder / "subsystem").symlink_to(target)


def epson_printer(tree: SysTree, port: str = "1", file: str = "usb/lp0") -> Path:
    return tree.plug(
        port, "04b8:0e28", "EPSON", "TM-T20III", Plug(PRINTER, "usblp", file), serial="X7XW004"
    )


def cheap_printer(tree: SysTree, port: str = "2", file: str = "usb/lp1") -> Path:
    return tree.plug(
        port, "0416:5011", "STMicroelectronics", "POS58 Printer USB", Plug(PRINTER, "usblp", file)
    )


def ch340(tree: SysTree, port: str = "1.2", file: str = "ttyUSB0") -> Path:
    """The adapter under most RDM6300 readers and many printers; it has no serial number."""
    return tree.plug(port, "1a86:7523", "", "USB Serial", Plug(VENDOR, "ch341", file))


def newland_serial(tree: SysTree, port: str = "3", file: str = "ttyACM0") -> Path:
    return tree.plug(
        port,
        "1eab:0106",
        "Newland Auto-ID",
        "FM430",
        Plug(MODEM, "cdc_acm", file),
        Plug(DATA, "cdc_acm"),
    )


def newland_keyboard(tree: SysTree, port: str = "4", file: str = "input/event3") -> Path:
    return tree.plug(port, "1eab:0103", "Newland Auto-ID", "HR22", Plug(KEYBOARD, "usbhid", file))


def acr122u(tree: SysTree, port: str = "1.4") -> Path:
    return tree.plug(port, "072f:2200", "ACS", "ACR122U PICC Interface", Plug(SMART_CARD))


def _attributes(folder: Path, **values: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, value in values.items():
        (folder / name).write_text(f"{value}\n")
