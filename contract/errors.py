"""Errors a person can act on: what is wrong, and what to do next."""


class PishkhanError(Exception):
    """An expected failure. `exit_code` is what a command ends with when it meets one."""

    exit_code = 2

    def __init__(self, what: str, next_step: str) -> None:
        super().__init__(f"{what} {next_step}")
        self.what = what
        self.next_step = next_step


class InvalidValue(PishkhanError):
    """Text that is not what it claims to be.

    `reason` is stable and meant for programs: "length", "not_digits", "check_digit", ...
    """

    def __init__(self, reason: str, what: str, next_step: str) -> None:
        super().__init__(what, next_step)
        self.reason = reason


class MissingPart(PishkhanError):
    """Something this program needs is not there: a broker, a hub, a font, a free port."""

    exit_code = 3


class DamagedData(PishkhanError):
    """Stored or received bytes that are not what was written."""

    exit_code = 4
