"""From USB ids to the device file the kernel made for them.

Many printers and adapters share ids (0416:5011, 1a86:7523 and others), so two matches are an
error that names the port of each, never a guess.
"""

from pathlib import Path

from hardware.address import DeviceAddress, FileAddress, SerialAddress, UsbAddress
from hardware.link.errors import LinkDown, Unplugged
from hardware.sysfs import SYS, DeviceFile, UsbDevice, usb_devices


def find_usb(address: UsbAddress, sys: Path = SYS) -> DeviceAddress:
    """Where it is opened: usblp's file, a serial port at 9600 baud, or, of a device without a
    line of bytes, the event device of what it types, else its raw HID device.

    Raises Unplugged when there is none, LinkDown when there are several.
    """
    file = _only(address, sys)
    return SerialAddress(file.path) if file.subsystem == "tty" else FileAddress(file.path)


def _only(address: UsbAddress, sys: Path) -> DeviceFile:
    same = usb_devices(sys, (address.vendor, address.product))
    devices = [device for device in same if address.port in ("", device.port)]
    found = [(device, file) for device in devices for file in _files(device)]
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


def _files(device: UsbDevice) -> list[DeviceFile]:
    """Those of the first kind that it has; of its event devices the one with all the keys."""
    lines = device.files("usbmisc", "tty")
    events = [file for file in device.files("input") if Path(file.path).name.startswith("event")]
    keyboards = [interface for interface in device.interfaces if interface.is_keyboard]
    typed = [file for file in events if any(file in keyboard.files for keyboard in keyboards)]
    return list(lines) or typed or events or list(device.files("hidraw"))


def _by_port(device: UsbDevice, file: DeviceFile) -> str:
    if file.line:  # one adapter, several lines
        return f"serial:/dev/serial/by-path/{file.port}-port{file.line}"
    if file.subsystem == "tty":
        return f"serial:/dev/serial/by-path/{file.port}"
    return f"usb:{device.ids}@{device.port}"
