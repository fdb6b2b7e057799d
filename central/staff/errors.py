"""What staff accounts refuse, for the command line; pages have their own texts."""

from contract.errors import PishkhanError


class AccountTaken(PishkhanError):
    """The name is someone's already, also when that account is disabled."""


class AccountUnknown(PishkhanError):
    """No account has this name."""


class BadAccountName(PishkhanError):
    """The name can't be one."""


class WeakPassword(PishkhanError):
    """A password that is guessed soon."""
