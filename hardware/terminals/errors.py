"""Whose fault it is when a terminal's answer cannot be used."""

from contract.errors import PishkhanError
from hardware.link import LinkError
from hardware.reasons import Reason


class MalformedFrame(PishkhanError):
    """The terminal sent bytes that break its protocol. `reason` is stable, for programs.

    `what` names tags, places and sizes, never a value.
    """

    def __init__(self, reason: str, what: str) -> None:
        super().__init__(
            f"The terminal's answer is malformed: {what}.",
            "Check that the terminal's driver in devices.toml is the right one.",
        )
        self.reason = reason


class TerminalUnavailable(LinkError):
    """Reached, but not ready to be asked: busy with another request, or refusing."""

    reason = Reason.NEEDS_ATTENTION

    def __init__(
        self,
        what: str,
        next_step: str = "Wait until the terminal shows its start screen, then try again.",
    ) -> None:
        super().__init__(what, next_step)
