"""The port a device is plugged into, as udev names it in ID_PATH and /dev/serial/by-path.

The name follows the way from the machine's bus to the plug, so it stays the same when the same
port is used, whatever else is plugged in and in whichever order. The rules are those of
systemd's `src/udev/udev-builtin-path_id.c` for devices on USB behind PCI or platform buses,
which is where the adapters of kiosks are; for anything else there is no name.
"""

from pathlib import Path

from hardware.sysfs.attributes import link_name

_BUSES = ("pci", "platform")


def port_path(folder: Path) -> str:
    """`folder`: a device of sysfs without links in it. Empty when it isn't behind USB."""
    way = [folder, *folder.parents]
    on_usb = [place for place in way if link_name(place / "subsystem") == "usb"]
    if not on_usb:
        return ""
    # "1-1.2:1.0" is bus 1, port 1 of the root hub, port 2 of the hub there, interface 1.0. The
    # number of the bus is left out: it depends on which controller the kernel found first.
    _, _, ports = on_usb[0].name.partition("-")
    parts = [f"usb-0:{ports}"]
    before = ""
    for place in way[way.index(on_usb[-1]) + 1 :]:
        bus = link_name(place / "subsystem")
        if bus in _BUSES and bus != before:
            parts.insert(0, f"{bus}-{place.name}")
        before = bus
    return "-".join(parts) if len(parts) > 1 else ""
