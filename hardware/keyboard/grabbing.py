"""Taking a keyboard for oneself: while it is grabbed, the kernel gives its keys to nobody else."""

import fcntl
import os
import stat

from hardware.address import DeviceAddress
from hardware.link import ByteLink, DescriptorLink, LinkDown, open_link
from hardware.reasons import Reason

_EVIOCGRAB = 0x40044590  # _IOW('E', 0x90, int), linux/input.h


class NotGrabbed(LinkDown):
    """Its keystrokes would reach whatever window is in front."""

    reason = Reason.NOT_GRABBED


def open_grabbed(address: DeviceAddress, deadline: float) -> ByteLink:
    """Opens an event device such as /dev/input/by-path/...-event-kbd and grabs it; closing
    lets go. Raises LinkDown, of it NotGrabbed."""
    link = open_link(address, deadline)
    try:
        _grab(link, address)
    except NotGrabbed:
        link.close()
        raise
    return link


def _grab(link: ByteLink, address: DeviceAddress) -> None:
    if not isinstance(link, DescriptorLink) or not _can_type(link.fileno()):
        return
    try:
        fcntl.ioctl(link.fileno(), _EVIOCGRAB, 1)
    except OSError as trouble:
        raise NotGrabbed(
            f"{address} could not be taken for this program alone: {trouble.strerror}.",
            "End the program that holds it; name the scanner's event device by its path.",
        ) from trouble


def _can_type(descriptor: int) -> bool:
    """A pipe, a socket or a pseudo terminal, where an emulator sits, types into no window."""
    is_device = stat.S_ISCHR(os.fstat(descriptor).st_mode)
    return is_device and not os.isatty(descriptor)
