"""Is this a bank's card? Those are for the payment terminal alone and are refused unread.

In doubt it is one: a staff card that is refused can be numbered anew, a bank card's number that
was read can't be unread.
"""

_SHORTEST, _LONGEST = 12, 19  # ISO/IEC 7812-1
_FINANCIAL = b"123456"  # first digit: airlines, travel, banking
_NOT_ASSIGNED = b"0"  # no issuer of cards that pay has numbers from here
_EXPIRY_AND_SERVICE = 7  # YYMM and three digits, right after the number
_FORMAT_OF_BANKS = ord("B")  # track 1, ISO/IEC 7813


def is_format_of_banks(format_code: int) -> bool:
    """The first character of track 1."""
    return format_code == _FORMAT_OF_BANKS


def is_number_of_a_bank(
    number: memoryview, after: memoryview, own_prefixes: tuple[bytes, ...]
) -> bool:
    """`number` as on the card, `after` what follows its separator. `own_prefixes` begin numbers
    of the city's own cards."""
    if not _SHORTEST <= len(number) <= _LONGEST or not _are_digits(number):
        return False
    if number[:1] == _NOT_ASSIGNED or any(number[: len(own)] == own for own in own_prefixes):
        return False
    if has_luhn(number):
        return True
    return number[:1].tobytes() in _FINANCIAL and _has_expiry_and_service(after)


def has_luhn(number: memoryview) -> bool:
    """Whether the last digit checks the others (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, character in enumerate(reversed(number)):
        digit = character - 0x30
        doubled = digit * 2 - 9 * (digit > 4)
        total += doubled if place % 2 else digit
    return total % 10 == 0


def _has_expiry_and_service(after: memoryview) -> bool:
    if len(after) < _EXPIRY_AND_SERVICE or not _are_digits(after[:_EXPIRY_AND_SERVICE]):
        return False
    return 1 <= (after[2] - 0x30) * 10 + after[3] - 0x30 <= 12


def _are_digits(text: memoryview) -> bool:
    return all(0x30 <= character <= 0x39 for character in text)
