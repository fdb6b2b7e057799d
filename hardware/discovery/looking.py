"""From what the kernel shows to findings. Nothing is opened here, so nothing is disturbed."""

from dataclasses import replace
from pathlib import Path

from hardware.address import DeviceAddress, FileAddress, SerialAddress, UsbAddress
from hardware.device import Table
from hardware.discovery.finding import Certainty, Finding
from hardware.discovery.usb_ids import IdRow, row_of
from hardware.sysfs import SYS, DeviceFile, SerialPort, UsbDevice, serial_ports, usb_devices

DEV = Path("/dev")
_LOOK_ALIKE = (
    "keyboards, scanners and magnetic stripe readers look alike, and none can be asked: name it "
    "in the profile, then `pishkhan hardware test` has a code scanned"
)


def look(sys: Path = SYS, dev: Path = DEV) -> tuple[Finding, ...]:
    """Every USB device but hubs, and the serial ports of the machine."""
    devices = usb_devices(sys)
    found = [finding for device in devices for finding in _of_device(device, devices, dev)]
    return (*found, *(_of_port(port, dev) for port in serial_ports(sys)))


def _of_device(device: UsbDevice, others: tuple[UsbDevice, ...], dev: Path) -> tuple[Finding, ...]:
    """One finding, or one for each line of an adapter with several."""
    row = row_of(device.vendor, device.product)
    printing = device.files("usbmisc")
    plain = Finding(
        name=device.name,
        ids=device.ids,
        port=device.port,
        files=tuple(str(_file(file.path, dev)) for file in device.files("usbmisc", "input")),
        address=_by_ids(device, others),
        certainty=Certainty.UNSUITED,
        line=FileAddress(str(_file(printing[0].path, dev))) if printing else None,
        why=(_ids_say(device, row),),
    )
    lines = device.files("tty")
    if lines:
        return tuple(_on_a_line(device, plain, row, line, dev) for line in lines)
    return (_judged(device, plain, row),)


def _on_a_line(
    device: UsbDevice, plain: Finding, row: IdRow | None, line: DeviceFile, dev: Path
) -> Finding:
    address, why = _serial_address(line, dev)
    file = str(_file(line.path, dev))
    here = replace(plain, port=line.port, files=(file,), address=address, line=SerialAddress(file))
    kind = "CDC ACM line" if any(i.is_modem_line for i in device.interfaces) else "serial adapter"
    reasons = (*plain.why, f"its interface is a {kind} ({file})", *why)
    if row is not None and row.sure and row.table is not None:
        driver = row.driver or ("cdc" if row.table is Table.SCANNER else "")
        return replace(here, certainty=Certainty.SURE, table=row.table, driver=driver, why=reasons)
    if row is not None and row.table is not None:
        return replace(here, certainty=Certainty.LIKELY, table=row.table, why=reasons)
    return replace(here, certainty=Certainty.MUST_ASK, why=reasons)


def _judged(device: UsbDevice, plain: Finding, row: IdRow | None) -> Finding:
    """By interface classes first: they are what the device does; ids say who made it."""
    interfaces = device.interfaces
    sure = row is not None and row.sure
    if any(interface.is_printer for interface in interfaces):
        why = (*plain.why, "its interface is of the printer class (7)")
        if sure and row is not None and row.driver:
            return replace(
                plain, certainty=Certainty.SURE, table=Table.PRINTER, driver=row.driver, why=why
            )
        why += ("a printer's language isn't told by its class: it must be asked",)
        return replace(plain, certainty=Certainty.LIKELY, table=Table.PRINTER, why=why)
    if any(interface.is_smart_card_reader for interface in interfaces):
        return replace(
            plain,
            address=None,
            certainty=Certainty.SURE,
            table=Table.READER,
            driver="pcsc",
            why=(*plain.why, "its interface is of the smart card class (11), which pcscd drives"),
        )
    if any(interface.is_keyboard for interface in interfaces):
        return _that_types(plain, row)
    if row is not None and row.table is not None:
        why = (*plain.why, "no driver of the kernel has taken it")
        return replace(plain, certainty=Certainty.LIKELY, table=row.table, why=why)
    classes = ", ".join(sorted({f"{interface.usb_class:02x}" for interface in interfaces}))
    return replace(plain, why=(*plain.why, f"its interface classes are {classes or 'none'}"))


def _that_types(plain: Finding, row: IdRow | None) -> Finding:
    why = (*plain.why, "its interface types like a keyboard (HID, class 3)")
    if row is not None and row.sure and row.table is Table.SCANNER:
        return replace(plain, certainty=Certainty.SURE, table=Table.SCANNER, driver="hid", why=why)
    why += (_LOOK_ALIKE,)
    return replace(plain, certainty=Certainty.MUST_ASK, why=why)


def _ids_say(device: UsbDevice, row: IdRow | None) -> str:
    if row is None:
        return f"{device.ids} is not in our table"
    sure = "" if row.sure else "; unlike devices share these ids"
    return f"{device.ids} is known as {row.name}{sure} ({row.source})"


def _by_ids(device: UsbDevice, others: tuple[UsbDevice, ...]) -> DeviceAddress:
    """By ids alone only where the table says that they are one thing's, and only one is there."""
    row = row_of(device.vendor, device.product)
    alone = sum(other.ids == device.ids for other in others) == 1
    sure = row is not None and row.sure
    return UsbAddress(device.vendor, device.product, "" if alone and sure else device.port)


def _serial_address(line: DeviceFile, dev: Path) -> tuple[SerialAddress, tuple[str, ...]]:
    """Bound by port path; where udev hasn't made the link, by its file, and saying so."""
    name = f"{line.port}-port{line.line}" if line.line else line.port
    link = dev / "serial/by-path" / name
    if link.is_symlink():
        return SerialAddress(str(link)), ()
    file = _file(line.path, dev)
    why = f"no link in {link.parent}: {file} may name another device after a restart"
    return SerialAddress(str(file)), (why,)


def _file(path: str, dev: Path) -> Path:
    """The kernel says /dev/...; tests have their own."""
    return dev / Path(path).relative_to(DEV)


def _of_port(port: SerialPort, dev: Path) -> Finding:
    why = "a serial port of the machine"
    address = SerialAddress(str(_file(port.path, dev)))
    return Finding(
        name="serial port",
        ids="",
        port="",
        files=(address.path,),
        address=address,
        certainty=Certainty.UNSUITED if port.is_console else Certainty.MUST_ASK,
        line=None if port.is_console else address,
        why=(why, "the kernel's console is on it") if port.is_console else (why,),
    )
