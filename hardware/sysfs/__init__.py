"""What the kernel knows about attached devices: USB devices, their interfaces, their files.

Everything is read below a root that is `/sys` on a machine and a folder in tests.
"""

from hardware.sysfs.port_path import port_path
from hardware.sysfs.serial_ports import SerialPort, serial_ports
from hardware.sysfs.usb import SYS, DeviceFile, UsbDevice, UsbInterface, usb_devices

__all__ = [
    "SYS",
    "DeviceFile",
    "SerialPort",
    "UsbDevice",
    "UsbInterface",
    "port_path",
    "serial_ports",
    "usb_devices",
]
