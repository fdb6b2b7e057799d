"""Whole numbers in Persian words, the fraud-safe form used on official papers."""

_ONES = ("", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه")
_TEENS = (
    "ده", "یازده", "دوازده", "سیزده", "چهارده", "پانزده", "شانزده", "هفده", "هجده", "نوزده",
)  # fmt: skip
_TENS = ("", "", "بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود")
_HUNDREDS = (
    "", "یکصد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد",
)  # fmt: skip
_SCALES = ("", "هزار", "میلیون", "میلیارد", "تریلیون", "کوادریلیون", "کوینتیلیون")
_AND = " و "


def number_in_words(number: int) -> str:
    """`2105000` -> «دو میلیون و یکصد و پنج هزار». Raises ValueError below zero or over 10**21."""
    if number < 0 or number >= 1000 ** len(_SCALES):
        raise ValueError(f"{number} has no Persian words here")
    if number == 0:
        return "صفر"
    groups: list[str] = []
    for scale in reversed(range(len(_SCALES))):
        group = number // 1000**scale % 1000
        if group:
            groups.append(f"{_group_in_words(group)} {_SCALES[scale]}".strip())
    return _AND.join(groups)


def _group_in_words(group: int) -> str:
    hundreds, rest = divmod(group, 100)
    words = [_HUNDREDS[hundreds]]
    if 10 <= rest < 20:
        words.append(_TEENS[rest - 10])
    else:
        words += [_TENS[rest // 10], _ONES[rest % 10]]
    return _AND.join(word for word in words if word)
