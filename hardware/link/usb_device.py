"""A USB vendor and product id to the device file the kernel made for it.

Many printers and adapters share ids (0416:5011, 1a86:7523 and others), so two matches
are an error, not a guess.
"""

from pathlib import Path

from hardware.address import DeviceAddress, FileAddress, SerialAddress, UsbAddress
from hardware.link.errors import LinkDown

_CLASSES = ("usbmisc", "tty")  # printers (usblp) and serial adapters (cdc_acm, usbserial)


def find_usb(address: UsbAddress, class_root: Path = Path("/sys/class")) -> DeviceAddress:
    """The address of the only device with these ids. Raises LinkDown for none or several."""
    found = [
        _address(kind, entry.name)
        for kind in _CLASSES
        for entry in sorted((class_root / kind).glob("*"))
        if _ids(entry) == (address.vendor, address.product)
    ]
    if len(found) == 1:
        return found[0]
    if not found:
        raise LinkDown(
            f"No device with {address} is attached.",
            "Check the cable and power; `lsusb` lists what the machine sees.",
        )
    raise LinkDown(
        f"{len(found)} devices share {address}: {', '.join(map(str, found))}.",
        "Name the one meant by its path, as in serial:/dev/serial/by-path/... .",
    )


def _address(kind: str, name: str) -> DeviceAddress:
    if kind == "usbmisc":
        return FileAddress(f"/dev/usb/{name}")
    return SerialAddress(f"/dev/{name}")


def _ids(entry: Path) -> tuple[int, int] | None:
    """The ids of the USB device above a class entry; None when there is none above it."""
    device = (entry / "device").resolve()
    for folder in (device, *device.parents):
        vendor, product = folder / "idVendor", folder / "idProduct"
        if vendor.is_file() and product.is_file():
            return int(vendor.read_text(), 16), int(product.read_text(), 16)
    return None
