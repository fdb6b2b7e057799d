"""From USB ids to the device file the kernel made for them.

Many printers and adapters share ids (0416:5011, 1a86:7523 and others), so two matches are an
error that names the port of each, never a guess.
"""

from pathlib import Path

from hardware.address import DeviceAddress, FileAddress, SerialAddress, UsbAddress
from hardware.link.errors import LinkDown, Unplugged
from hardware.sysfs import SYS, DeviceFile, UsbDevice, usb_devices


def find_usb(address: UsbAddress, sys: Path = SYS) -> DeviceAddress:
    """The line of bytes to the device: usblp's file, or its serial port at 9600 baud.

    Raises Unplugged when there is none, LinkDown when there are several.
    """
    file = _only(address, ("usbmisc", "tty"), sys)
    return FileAddress(file.path) if file.subsystem == "usbmisc" else SerialAddress(file.path)


def find_input(address: UsbAddress, sys: Path = SYS) -> Path:
    """The event device of what types like a keyboard. Raises Unplugged, LinkDown."""
    return Path(_only(address, ("input",), sys).path)


def find_hidraw(address: UsbAddress, sys: Path = SYS) -> Path:
    """The raw HID device. Raises Unplugged, LinkDown."""
    return Path(_only(address, ("hidraw",), sys).path)


def _only(address: UsbAddress, subsystems: tuple[str, ...], sys: Path) -> DeviceFile:
    devices = [device for device in usb_devices(sys) if _is_meant(device, address)]
    found = [(device, file) for device in devices for file in _files(device, subsystems)]
    if len(found) == 1:
        return found[0][1]
    if not devices:
        raise Unplugged(
            f"No device with {address} is attached.",
            "Check the cable and power; `pishkhan hardware list` shows what the machine sees.",
        )
    if not found:
        raise LinkDown(
            f"{address} is attached, and no driver of the kernel has taken it.",
            "Check that the modules usblp, usbserial, cdc_acm and usbhid may be loaded.",
        )
    listed = ", ".join(f"{file.path} at {device.port or 'no port'}" for device, file in found)
    raise LinkDown(
        f"{len(found)} devices are {address}: {listed}.",
        f"Name the one meant by its port: {_by_port(*found[0])}.",
    )


def _is_meant(device: UsbDevice, address: UsbAddress) -> bool:
    same_ids = (device.vendor, device.product) == (address.vendor, address.product)
    return same_ids and address.port in ("", device.port)


def _files(device: UsbDevice, subsystems: tuple[str, ...]) -> list[DeviceFile]:
    """The files meant for this use: events are read from the keyboard's interface, and /dev/input
    has a file besides, with a name of its own, that only mice and joysticks use."""
    files = [
        file
        for file in device.files(*subsystems)
        if file.subsystem != "input" or Path(file.path).name.startswith("event")
    ]
    typed = [
        file for interface in device.interfaces if interface.is_keyboard for file in interface.files
    ]
    return [file for file in files if file in typed] or files


def _by_port(device: UsbDevice, file: DeviceFile) -> str:
    if file.line:  # one adapter, several lines
        return f"serial:/dev/serial/by-path/{file.port}-port{file.line}"
    if file.subsystem == "tty":
        return f"serial:/dev/serial/by-path/{file.port}"
    return f"usb:{device.ids}@{device.port}"
