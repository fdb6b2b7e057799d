"""Lines of bytes to devices: TCP, serial, pseudo terminal, character device; with deadlines."""

from hardware.link.errors import (
    LinkDown,
    LinkError,
    LinkLost,
    LinkTimeout,
    NoPermission,
    PortBusy,
    Unplugged,
)
from hardware.link.line import ByteLink, DescriptorLink
from hardware.link.listening import LineListener
from hardware.link.opening import open_link, socket_link

__all__ = [
    "ByteLink",
    "DescriptorLink",
    "LineListener",
    "LinkDown",
    "LinkError",
    "LinkLost",
    "LinkTimeout",
    "NoPermission",
    "PortBusy",
    "Unplugged",
    "open_link",
    "socket_link",
]
