"""From an address to an open line."""

import errno
import os
import socket
import stat
import termios
import time
from enum import StrEnum

import serial

from hardware.address import (
    DeviceAddress,
    FileAddress,
    SerialAddress,
    TcpAddress,
    UsbAddress,
)
from hardware.link.errors import LinkDown, NoPermission, PortBusy, Unplugged
from hardware.link.line import DescriptorLink
from hardware.link.usb_device import find_usb


class Flow(StrEnum):
    """How a serial device says that it can take no more for a moment."""

    NONE = "none"
    RTS_CTS = "rts_cts"
    XON_XOFF = "xon_xoff"


def open_link(address: DeviceAddress, deadline: float, flow: Flow = Flow.NONE) -> DescriptorLink:
    """Opens the line before `deadline` (of `time.monotonic()`). `flow` is for serial lines.
    Raises LinkDown."""
    match address:
        case TcpAddress():
            return _open_tcp(address, deadline)
        case SerialAddress():
            return _open_serial(address, flow)
        case FileAddress():
            return _open_file(address)
        case UsbAddress():
            return open_link(find_usb(address), deadline, flow)
        case _:
            raise TypeError(f"{type(address).__name__} is not one of the four addresses")


def socket_link(connection: socket.socket, name: str) -> DescriptorLink:
    """A line over a connected socket, without delay of small frames."""
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return DescriptorLink(connection.detach(), name)


def _open_tcp(address: TcpAddress, deadline: float) -> DescriptorLink:
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


def _open_serial(address: SerialAddress, flow: Flow) -> DescriptorLink:
    """pyserial sets the line; its descriptor is then used like any other."""
    try:
        port = serial.Serial(
            address.path,
            address.baud,
            exclusive=True,
            rtscts=flow is Flow.RTS_CTS,
            xonxoff=flow is Flow.XON_XOFF,
        )
    except (OSError, serial.SerialException) as trouble:
        raise not_opened(address, trouble) from trouble
    except termios.error as trouble:  # no OSError: it went away while it was being set up
        raise not_opened(address, OSError(*trouble.args)) from trouble
    try:
        descriptor = os.dup(port.fileno())
    finally:
        port.close()
    if flow is Flow.XON_XOFF:
        _send_no_xoff(descriptor)
    return DescriptorLink(descriptor, str(address))


def _send_no_xoff(descriptor: int) -> None:
    """The device may stop us; our own XOFF among the bytes sent would be taken for data."""
    settings = termios.tcgetattr(descriptor)
    settings[0] &= ~termios.IXOFF
    termios.tcsetattr(descriptor, termios.TCSANOW, settings)


def _open_file(address: FileAddress) -> DescriptorLink:
    """A printer's /dev/usb/lp0, for one. Such a character device may give an empty read, which
    is then no end."""
    try:
        descriptor = os.open(address.path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
    except OSError as trouble:
        raise not_opened(address, trouble) from trouble
    ends_on_empty = not stat.S_ISCHR(os.fstat(descriptor).st_mode)
    return DescriptorLink(descriptor, str(address), ends_on_empty=ends_on_empty)


def not_opened(address: DeviceAddress, trouble: OSError) -> LinkDown:
    """What an error of opening means. pyserial keeps its number, and says EAGAIN when another
    holds the port."""
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
