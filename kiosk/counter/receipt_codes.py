"""The signed record of a payment, for a screen that is photographed where no paper came out."""

from contract.clock import Clock
from kiosk.journeys.money import NotTaken, Slip
from kiosk.journeys.payment import Finished
from kiosk.journeys.states import Paying, VisitState
from kiosk.receipts import ReceiptOffice


class ReceiptCodes:
    """Signed once a payment, so that the code on the screen stands still."""

    def __init__(self, office: ReceiptOffice, clock: Clock) -> None:
        self._office = office
        self._clock = clock
        self._reference = ""
        self._code = ""

    def code_of(self, state: VisitState) -> str | None:
        """The text of the QR code; None where there is a paper, or no payment."""
        match state:
            case Paying(Finished(payment, result, slip)) if slip is not Slip.PRINTED:
                if isinstance(result, NotTaken):
                    return None
                if self._reference != payment.reference:
                    now_ms = self._clock.now().utc_ms
                    self._code = self._office.code(payment, result, now_ms)
                    self._reference = payment.reference
                return self._code
            case _:
                return None
