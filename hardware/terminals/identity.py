"""Which terminal, and whose, a kiosk may take money with."""

from dataclasses import dataclass

from hardware.reasons import Reason
from hardware.terminals.masking import harmless
from hardware.terminals.port import NotAskedReason, Uncertain, UncertainReason

ALARMS = {
    UncertainReason.OTHER_TERMINAL: Reason.WRONG_TERMINAL,
    UncertainReason.OTHER_MERCHANT: Reason.WRONG_MERCHANT,
}
"""An answer of this kind stops payment, with this reason in the device's report."""

REFUSALS = {
    Reason.WRONG_TERMINAL: NotAskedReason.WRONG_TERMINAL,
    Reason.WRONG_MERCHANT: NotAskedReason.WRONG_MERCHANT,
}


@dataclass(frozen=True, slots=True)
class TerminalIdentity:
    """What devices.toml names. `merchant_id` None: any merchant will do."""

    terminal_id: str
    merchant_id: str | None = None

    def stranger(self, terminal_id: str | None, merchant_id: str | None) -> Uncertain | None:
        """How an answer shows that it comes from elsewhere; None when nothing speaks against it.

        A terminal that does not name itself in an answer (None) is not a stranger for that.
        """
        if terminal_id is not None and terminal_id != self.terminal_id:
            told = f"answered by {harmless(terminal_id)}"
            return Uncertain(UncertainReason.OTHER_TERMINAL, told)
        if None not in (merchant_id, self.merchant_id) and merchant_id != self.merchant_id:
            told = f"for merchant {harmless(merchant_id)}"
            return Uncertain(UncertainReason.OTHER_MERCHANT, told)
        return None
