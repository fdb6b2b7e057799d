"""What can go wrong on a line of bytes, told apart by what it means for a request."""

from contract.errors import PishkhanError


class LinkError(PishkhanError):
    """Any trouble with the line itself."""


class LinkDown(LinkError):
    """The line could not be opened: surely nothing was sent."""


class LinkLost(LinkError):
    """The line broke while it was open: what was sent last may or may not have arrived."""


class LinkTimeout(LinkError):
    """The line is open, and the other side stayed silent (or took no bytes) until the deadline."""
