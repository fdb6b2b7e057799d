"""What can go wrong on a line of bytes, told apart by what it means for a request."""

from typing import ClassVar

from contract.errors import PishkhanError
from hardware.reasons import Reason


class LinkError(PishkhanError):
    """Any trouble with the line itself; `reason` is what a device's report says of it."""

    reason: ClassVar[Reason]


class LinkDown(LinkError):
    """The line could not be opened: surely nothing was sent."""

    reason = Reason.LINK_DOWN


class Unplugged(LinkDown):
    """The port, or the USB device, is not there."""

    reason = Reason.UNPLUGGED


class PortBusy(LinkDown):
    """Another program holds it."""

    reason = Reason.PORT_BUSY


class NoPermission(LinkDown):
    """This user may not open it."""

    reason = Reason.NO_PERMISSION


class LinkLost(LinkError):
    """The line broke while it was open: what was sent last may or may not have arrived."""

    reason = Reason.LINK_LOST


class LinkTimeout(LinkError):
    """The line is open, and the other side stayed silent (or took no bytes) until the deadline."""

    reason = Reason.NO_ANSWER
