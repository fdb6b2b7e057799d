"""How many different bills one visit has looked up: nobody browses the bills of others here."""

from contract.values import BillPair
from kiosk.journeys.bill import Quote, Refusal


class Lookups:
    """Counted until the visit ends, whatever was cancelled meanwhile. The same bill again is not
    counted, nor one that the kiosk itself has offered."""

    def __init__(self) -> None:
        self._counted: set[str] = set()
        self._offered: set[str] = set()

    def is_beyond(self, pair: BillPair, most: int) -> bool:
        """Would looking this one up be one too many?"""
        name = pair.barcode()
        if name in self._counted or name in self._offered:
            return False
        return len(self._counted) >= most

    def note(self, pair: BillPair, verdict: Quote | Refusal) -> None:
        name = pair.barcode()
        if name not in self._offered:
            self._counted.add(name)
        if isinstance(verdict, Quote):
            self._offered.update(offer.id for offer in verdict.others)

    def forget(self) -> None:
        """The next person begins anew."""
        self._counted.clear()
        self._offered.clear()
