"""Money. One unit, the rial, as a whole number that fits a signed 64-bit integer."""

from dataclasses import dataclass

from contract.errors import InvalidValue
from contract.values.persian_number import number_in_words
from contract.values.text import persian_digits

LARGEST = 2**63 - 1
_THOUSANDS = "٬"


@dataclass(frozen=True, order=True, slots=True)
class Rial:
    """An amount of zero or more rials. Raises InvalidValue("amount") for anything else."""

    amount: int

    def __post_init__(self) -> None:
        if not 0 <= self.amount <= LARGEST:
            raise InvalidValue(
                "amount",
                f"{self.amount} is not an amount in rials.",
                f"Give a whole number from 0 to {LARGEST}.",
            )

    def __add__(self, other: "Rial") -> "Rial":
        return Rial(self.amount + other.amount)

    def grouped(self) -> str:
        """`۱٬۲۵۰٬۰۰۰`: for people; isolate it inside a line."""
        return grouped(self.amount)

    def toman_grouped(self) -> str:
        """The same in tomans (ten rials), for a smaller second line, never alone."""
        tomans, rials = divmod(self.amount, 10)
        return grouped(tomans) if rials == 0 else f"{grouped(tomans)}٫{persian_digits(str(rials))}"

    def in_words(self) -> str:
        """«یک میلیون و دویست و پنجاه هزار»: without the unit."""
        return number_in_words(self.amount)


def grouped(number: int) -> str:
    """A number in Persian digits, in groups of three."""
    return persian_digits(f"{number:,}".replace(",", _THOUSANDS))
