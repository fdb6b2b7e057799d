"""USB devices as the kernel shows them in /sys/bus/usb/devices."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hardware.sysfs.attributes import event_values, hex_of, link_name, text_of
from hardware.sysfs.port_path import port_path

SYS = Path("/sys")
_HUB = 0x09
_SUBSYSTEMS = ("tty", "usbmisc", "input", "hidraw")


@dataclass(frozen=True, slots=True)
class DeviceFile:
    """A file under /dev that the kernel made for a device.

    `subsystem`: "tty", "usbmisc" (usblp), "input" or "hidraw". `port`: udev's ID_PATH.
    `line`: which line of an adapter with several, where the adapter counts them.
    """

    subsystem: str
    path: str
    port: str
    line: str = ""


@dataclass(frozen=True, slots=True)
class UsbInterface:
    """One function of a device; the class numbers are those of usb.org's list."""

    number: int
    usb_class: int
    subclass: int
    protocol: int
    driver: str
    files: tuple[DeviceFile, ...]

    @property
    def is_printer(self) -> bool:
        return (self.usb_class, self.subclass) == (0x07, 0x01)

    @property
    def is_modem_line(self) -> bool:
        """CDC ACM: a serial line without a serial chip."""
        return (self.usb_class, self.subclass) == (0x02, 0x02)

    @property
    def is_keyboard(self) -> bool:
        """HID with the keyboard's boot protocol: keyboards, and all that types like one."""
        return (self.usb_class, self.subclass, self.protocol) == (0x03, 0x01, 0x01)

    @property
    def is_smart_card_reader(self) -> bool:
        return self.usb_class == 0x0B


@dataclass(frozen=True, slots=True)
class UsbDevice:
    """`port`: udev's ID_PATH. Maker, model and serial number are what the device says of itself;
    each may be empty, and cheap devices all say the same."""

    port: str
    vendor: int
    product: int
    maker: str
    model: str
    serial: str
    interfaces: tuple[UsbInterface, ...]

    @property
    def ids(self) -> str:
        return f"{self.vendor:04x}:{self.product:04x}"

    @property
    def name(self) -> str:
        """Maker and model for people; the ids when it says nothing of itself."""
        return " ".join(part for part in (self.maker, self.model) if part) or self.ids

    def files(self, *subsystems: str) -> tuple[DeviceFile, ...]:
        return tuple(
            file
            for interface in self.interfaces
            for file in interface.files
            if file.subsystem in subsystems
        )


def usb_devices(sys: Path = SYS, ids: tuple[int, int] | None = None) -> tuple[UsbDevice, ...]:
    """All but hubs, by port, or those with this vendor and product; the others' folders aren't
    read then. None at all on a machine without USB."""
    folder = sys / "bus/usb/devices"
    try:
        names = sorted(entry.name for entry in folder.iterdir() if ":" not in entry.name)
    except OSError:
        return ()
    found = (_device((folder / name).resolve(), ids) for name in names)
    return tuple(device for device in found if device is not None)


def _device(folder: Path, wanted: tuple[int, int] | None) -> UsbDevice | None:
    """None for a hub, for other ids than wanted, and for what was unplugged meanwhile."""
    if hex_of(folder / "bDeviceClass") == _HUB or not text_of(folder / "idVendor"):
        return None
    vendor, product = hex_of(folder / "idVendor"), hex_of(folder / "idProduct")
    if wanted not in (None, (vendor, product)):
        return None
    interfaces = sorted(folder.glob(f"{folder.name}:*"))
    return UsbDevice(
        port=port_path(folder),
        vendor=vendor,
        product=product,
        maker=text_of(folder / "manufacturer"),
        model=text_of(folder / "product"),
        serial=text_of(folder / "serial"),
        interfaces=tuple(_interface(interface) for interface in interfaces),
    )


def _interface(folder: Path) -> UsbInterface:
    return UsbInterface(
        number=hex_of(folder / "bInterfaceNumber"),
        usb_class=hex_of(folder / "bInterfaceClass"),
        subclass=hex_of(folder / "bInterfaceSubClass"),
        protocol=hex_of(folder / "bInterfaceProtocol"),
        driver=link_name(folder / "driver"),
        files=tuple(sorted(_files(folder, port_path(folder)), key=lambda file: file.path)),
    )


def _files(folder: Path, port: str) -> Iterator[DeviceFile]:
    """Walks down from an interface, as far as real folders go; links lead elsewhere."""
    try:
        below = [entry for entry in folder.iterdir() if entry.is_dir() and not entry.is_symlink()]
    except OSError:
        return  # unplugged while we look
    for entry in below:
        subsystem = link_name(entry / "subsystem")
        name = event_values(entry).get("DEVNAME")
        if name is not None and subsystem in _SUBSYSTEMS:
            line = text_of(entry.parent.parent / "port_number") if subsystem == "tty" else ""
            yield DeviceFile(subsystem, f"/dev/{name}", port, line)
        yield from _files(entry, port)
