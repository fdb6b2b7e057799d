"""From an address to an open line."""

import errno
import os
import socket
import time

import serial

from hardware.address import (
    DeviceAddress,
    FileAddress,
    SerialAddress,
    TcpAddress,
    UsbAddress,
)
from hardware.link.errors import LinkDown, NoPermission, PortBusy, Unplugged
from hardware.link.line import ByteLink, DescriptorLink
from hardware.link.usb_device import find_usb


def open_link(address: DeviceAddress, deadline: float) -> ByteLink:
    """Opens the line before `deadline` (of `time.monotonic()`). Raises LinkDown."""
    match address:
        case TcpAddress():
            return _open_tcp(address, deadline)
        case SerialAddress():
            return _open_serial(address)
        case FileAddress():
            return _open_file(address)
        case UsbAddress():
            return open_link(find_usb(address), deadline)
        case _:
            raise TypeError(f"{type(address).__name__} is not one of the four addresses")


def socket_link(connection: socket.socket, name: str) -> ByteLink:
    """A line over a connected socket, without delay of small frames."""
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return DescriptorLink(connection.detach(), name)


def _open_tcp(address: TcpAddress, deadline: float) -> ByteLink:
    left_s = max(0.05, deadline - time.monotonic())
    try:
        connection = socket.create_connection((address.host, address.port), timeout=left_s)
    except OSError as trouble:
        raise LinkDown(
            f"No connection to {address}: {trouble}.",
            "Check that the device is on, in the network, and serves nobody else.",
        ) from trouble
    # A dead peer is noticed within about half a minute, also while nothing is sent.
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 10)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 5)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPCNT, 4)
    return socket_link(connection, str(address))


def _open_serial(address: SerialAddress) -> ByteLink:
    """pyserial sets the line; its descriptor is then used like any other."""
    try:
        port = serial.Serial(address.path, address.baud, exclusive=True)
    except (OSError, serial.SerialException) as trouble:
        raise _not_opened(address, trouble) from trouble
    try:
        descriptor = os.dup(port.fileno())
    finally:
        port.close()
    return DescriptorLink(descriptor, str(address))


def _open_file(address: FileAddress) -> ByteLink:
    try:
        descriptor = os.open(address.path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
    except OSError as trouble:
        raise _not_opened(address, trouble) from trouble
    return DescriptorLink(descriptor, str(address))


def _not_opened(address: DeviceAddress, trouble: OSError) -> LinkDown:
    """pyserial keeps the number of the error, and says EAGAIN when another holds the port."""
    match trouble.errno:
        case errno.ENOENT | errno.ENODEV | errno.ENXIO:
            return Unplugged(
                f"{address} is not there.", "Check the cable, the device's power, and the path."
            )
        case errno.EACCES | errno.EPERM:
            return NoPermission(
                f"This user may not open {address}.",
                "Add the kiosk's user to the groups dialout, lp and input, and start again.",
            )
        case errno.EBUSY | errno.EAGAIN:
            return PortBusy(
                f"Another program holds {address}.", "End that program; `fuser -v` names it."
            )
        case _:
            return LinkDown(
                f"{address} could not be opened: {trouble}.",
                "Check the cable and the device's power.",
            )
