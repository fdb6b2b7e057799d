"""What a receipt says for the citizen's eyes, line by line, in the order the city has fixed."""

from dataclasses import dataclass

from contract.values import persian_digits
from hardware.paper import Amount, Row
from kiosk.journeys.bill import Quote
from kiosk.journeys.money import Paid, Payment, Unsettled
from kiosk.receipts.wording import Wording


@dataclass(frozen=True)
class Lines:
    """In one language."""

    wording: Wording

    def facts(self, payment: Payment, result: Paid | Unsettled, now_ms: int) -> list[Row]:
        first, *others = payment.quotes
        rows = [self._several(payment)] if others else self._purpose(first)
        rows += self._dated(now_ms)
        rows += self._bills(payment) if others else self._bill(first)
        if isinstance(result, Paid):
            rows += self._bank(result)
        return rows

    def amount(self, payment: Payment) -> Amount:
        """In figures and in words."""
        amount = payment.amount
        words = self.wording.writing.in_words(amount.amount)
        return Amount(
            self._say("paper-amount"),
            self.wording.rials(amount),
            self._say("paper-words", words=words),
        )

    def _several(self, payment: Payment) -> Row:
        count = self.wording.writing.number(len(payment.quotes))
        return Row(self._say("paper-for"), self._say("paper-bills", count=count))

    def _bills(self, payment: Payment) -> list[Row]:
        """Of each what it is, its id and its amount."""
        rows = []
        for quote in payment.quotes:
            rows.append(Row(self._title(quote), self.wording.rials(quote.amount), whole=True))
            rows += self._persian_title(quote)
            rows.append(self._code("paper-bill", quote.pair.bill.text))
        return rows

    def _bill(self, quote: Quote) -> list[Row]:
        """One alone, with the lines that make its amount."""
        record = quote.record
        rows = []
        if record is not None and record.property_code is not None:
            rows.append(self._code("paper-property", record.property_code))
        if record is not None and record.owner_masked is not None:
            owner = self.wording.kept(record.owner_masked)
            rows.append(Row(self._say("paper-owner"), owner))
        rows.append(self._code("paper-bill", quote.pair.bill.text))
        rows.append(self._code("paper-payment", quote.pair.payment.text))
        items = () if record is None or len(record.items) < 2 else record.items
        for item in items:
            title, amount = self._named(item.title, item.title_en), self.wording.sum(item.amount)
            rows.append(Row(title, amount, whole=True))
        return rows

    def _dated(self, now_ms: int) -> list[Row]:
        rows = [Row(self._say("paper-date"), self.wording.moment(now_ms))]
        city_day = self.wording.city_day(now_ms)
        if city_day is not None:
            rows.append(Row(self._say("paper-date-jalali"), city_day, ltr=True))
        return rows

    def _purpose(self, quote: Quote) -> list[Row]:
        return [Row(self._say("paper-for"), self._title(quote)), *self._persian_title(quote)]

    def _persian_title(self, quote: Quote) -> list[Row]:
        """Below a title in another language, so that a clerk recognises the bill."""
        record = quote.record
        if record is None or self.wording.is_first or not record.title_en:
            return []
        return [Row("", self.wording.kept(persian_digits(record.title)))]

    def _title(self, quote: Quote) -> str:
        if quote.record is None:
            return self._say("paper-unverified")
        return self._named(quote.record.title, quote.record.title_en)

    def _named(self, persian: str, english: str | None) -> str:
        return self.wording.own(self.wording.kept(persian_digits(persian)), english)

    def _bank(self, result: Paid) -> list[Row]:
        approval = result.approval
        rows = []
        if approval.pan:
            rows.append(self._code("paper-card", approval.pan))
        rows.append(self._code("paper-rrn", approval.rrn))
        if approval.trace:
            rows.append(self._code("paper-trace", approval.trace))
        terminal = approval.terminal
        if approval.merchant:
            terminal = f"{terminal} / {approval.merchant}"
        rows.append(self._code("paper-terminal", terminal))
        return rows

    def _code(self, key: str, code: str) -> Row:
        return Row(self._say(key), self.wording.writing.digits(code), ltr=True)

    def _say(self, key: str, **values: str) -> str:
        return self.wording.texts(key, **values)
