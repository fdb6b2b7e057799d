"""The bills that one visitor wants to pay together, in the order of adding. Pure."""

from dataclasses import dataclass

from contract.values import BillPair, Rial
from kiosk.journeys.bill import MOST_BILLS, Offer, Quote, hold_subject


@dataclass(frozen=True, slots=True)
class Basket:
    """No bill is in it twice, not even with another amount."""

    quotes: tuple[Quote, ...] = ()

    @property
    def total(self) -> Rial:
        return Rial(sum(quote.amount.amount for quote in self.quotes))

    @property
    def is_empty(self) -> bool:
        return not self.quotes

    @property
    def has_room(self) -> bool:
        """May another bill be paid with these? The city says how many."""
        most = min((quote.most_bills for quote in self.quotes), default=MOST_BILLS)
        return len(self.quotes) < most

    @property
    def offers(self) -> tuple[Offer, ...]:
        """Other open bills of the same bill ids that are not in it."""
        found = {offer.id: offer for quote in self.quotes for offer in quote.others}
        return tuple(offer for offer in found.values() if not self.has(offer.pair))

    def has(self, pair: BillPair) -> bool:
        subject = hold_subject(pair)
        return any(hold_subject(quote.pair) == subject for quote in self.quotes)

    def added(self, quote: Quote) -> "Basket":
        return self if self.has(quote.pair) else Basket((*self.quotes, quote))

    def without(self, bill: str) -> "Basket":
        return Basket(tuple(quote for quote in self.quotes if quote.id != bill))


EMPTY = Basket()
