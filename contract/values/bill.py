"""Bill id and payment id: the two numbers printed on every Iranian utility and municipal bill.

Bill id: file number (up to 8 digits), organisation (3), service (1), check (1).
Payment id: amount in thousands of rials (up to 8), year (1), period (2), check 1, check 2.
Both are kept as text without leading zeros. A check digit proves typing, never a debt.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Self

from contract.errors import InvalidValue
from contract.values.rial import Rial
from contract.values.text import clean_identifier

SHORTEST, LONGEST = 6, 13
RIALS_A_UNIT = 1_000
LARGEST_UNITS = 99_999_999


def check_digit(digits: str) -> int:
    """Modulo 11 with weights 2 to 7 from the right, repeating; remainders 0 and 1 give 0."""
    total = sum(int(digit) * (2 + place % 6) for place, digit in enumerate(reversed(digits)))
    remainder = total % 11
    return 0 if remainder < 2 else 11 - remainder


@dataclass(frozen=True, slots=True)
class BillId:
    """Whose bill it is. `text` has no leading zeros."""

    text: str

    @classmethod
    def parse(cls, typed: str) -> Self:
        """Raises InvalidValue: "not_digits", "length" or "check_digit"."""
        digits = _digits(typed, "bill id")
        if check_digit(digits[:-1]) != int(digits[-1]):
            raise _wrong_check("bill id")
        return cls(digits)

    @property
    def service(self) -> int:
        """1 water, 2 power, 3 gas, 4 and 5 telephone, 6 (7 in some cities) municipal, 9 fines."""
        return int(self.text[-2])

    @property
    def organisation(self) -> str:
        return self.text[-5:-2]

    @property
    def file_number(self) -> str:
        return self.text[:-5]


@dataclass(frozen=True, slots=True)
class PaymentId:
    """How much, and for which period. Its second check digit needs the bill id: see BillPair."""

    text: str

    @classmethod
    def parse(cls, typed: str) -> Self:
        """Raises InvalidValue: "not_digits", "length", "check_digit" or "zero_amount"."""
        digits = _digits(typed, "payment id")
        if check_digit(digits[:-2]) != int(digits[-2]):
            raise _wrong_check("payment id")
        if int(digits[:-5] or "0") == 0:
            raise InvalidValue(
                "zero_amount", "This payment id is for zero rials.", "There is nothing to pay."
            )
        return cls(digits)

    @property
    def amount(self) -> Rial:
        return Rial(int(self.text[:-5]) * RIALS_A_UNIT)

    @property
    def year_digit(self) -> int:
        """Last digit of the Jalali year."""
        return int(self.text[-5])

    @property
    def period(self) -> int:
        return int(self.text[-4:-2])


@dataclass(frozen=True)
class BillPair:
    """A bill id with a payment id issued for it. Make one with `of` or `parse_barcode`."""

    bill: BillId
    payment: PaymentId

    @classmethod
    def of(cls, bill: BillId, payment: PaymentId) -> Self:
        """Raises InvalidValue("mismatch") when the payment id belongs to another bill."""
        # Joined without leading zeros: padding would move the weights of the bill's digits.
        if check_digit(bill.text + payment.text[:-1]) != int(payment.text[-1]):
            raise InvalidValue(
                "mismatch",
                "This payment id does not belong to this bill id.",
                "Take both from the same bill.",
            )
        return cls(bill, payment)

    @classmethod
    def parse_barcode(cls, scanned: str) -> Self:
        """26 digits: both ids padded with zeros to 13. Raises InvalidValue as the parts do."""
        digits = clean_identifier(scanned)
        if len(digits) != 2 * LONGEST or not _is_ascii_digits(digits):
            raise InvalidValue(
                "length",
                "This is not the barcode of a bill: it needs 26 digits.",
                "Hold the bill's long barcode to the reader, or type both ids.",
            )
        return cls.of(BillId.parse(digits[:LONGEST]), PaymentId.parse(digits[LONGEST:]))

    @cached_property
    def amount(self) -> Rial:
        return self.payment.amount

    def barcode(self) -> str:
        return self.bill.text.zfill(LONGEST) + self.payment.text.zfill(LONGEST)


def make_bill_id(file_number: int, organisation: str, service: int) -> BillId:
    """Issue a bill id. Raises InvalidValue for parts that do not fit."""
    if not 1 <= file_number <= 99_999_999 or len(organisation) != 3 or not 0 <= service <= 9:
        raise InvalidValue(
            "parts",
            f"No bill id from file {file_number}, organisation {organisation}, service {service}.",
            "File has 1 to 8 digits, organisation 3, service 1.",
        )
    body = f"{file_number}{organisation}{service}"
    return BillId.parse(f"{body}{check_digit(body)}")


def make_payment_id(bill: BillId, amount: Rial, year_digit: int, period: int) -> PaymentId:
    """Issue a payment id. Raises InvalidValue for an amount that does not fit."""
    units, rest = divmod(amount.amount, RIALS_A_UNIT)
    if rest or not 1 <= units <= LARGEST_UNITS:
        raise InvalidValue(
            "amount",
            f"{amount.amount} rials do not fit a payment id.",
            "Use a multiple of 1,000 from 1,000 to 99,999,999,000; split larger sums.",
        )
    body = f"{units}{year_digit}{period:02d}"
    first = check_digit(body)
    return PaymentId.parse(f"{body}{first}{check_digit(f'{bill.text}{body}{first}')}")


def _digits(typed: str, name: str) -> str:
    cleaned = clean_identifier(typed)
    if not _is_ascii_digits(cleaned):
        raise InvalidValue(
            "not_digits", f"A {name} has digits only.", "Type the digits as printed."
        )
    stripped = cleaned.lstrip("0")
    if len(cleaned) > LONGEST or len(stripped) < SHORTEST:
        raise InvalidValue(
            "length",
            f"A {name} has {SHORTEST} to {LONGEST} digits, this one has {len(stripped)}.",
            "Type all the digits as printed.",
        )
    return stripped


def _is_ascii_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _wrong_check(name: str) -> InvalidValue:
    return InvalidValue(
        "check_digit", f"The {name} has a wrong digit.", "Compare each digit with the paper."
    )
