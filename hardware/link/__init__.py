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
from hardware.link.opening import Flow, not_opened, open_link, socket_link

__all__ = [
    "ByteLink",
    "DescriptorLink",
    "Flow",
    "LineListener",
    "LinkDown",
    "LinkError",
    "LinkLost",
    "LinkTimeout",
    "NoPermission",
    "PortBusy",
    "Unplugged",
    "not_opened",
    "open_link",
    "socket_link",
]
