"""Persian text: what is typed is normalised, what is read is isolated, in Persian digits.

Letters and digits after ISIRI 6219. Isolates after Unicode UAX #9 (never embeddings or overrides).
"""

LRI = "\u2066"
FSI = "\u2068"
PDI = "\u2069"
ZWNJ = "\u200c"

_PERSIAN_DIGITS = "۰۱۲۳۴۵۶۷۸۹"
_ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩"
_ASCII_DIGITS = "0123456789"
_TO_ASCII = str.maketrans(_PERSIAN_DIGITS + _ARABIC_DIGITS, _ASCII_DIGITS * 2)
_TO_PERSIAN = str.maketrans(_ASCII_DIGITS + _ARABIC_DIGITS, _PERSIAN_DIGITS * 2)

_LETTERS = str.maketrans({
    "ي": "ی", "ى": "ی", "ك": "ک", "ۀ": "هٔ", "ة": "ه",
    "\u200d": None, "\u0640": None,
})  # fmt: skip
_INVISIBLE = (
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)
_SEPARATORS = " \t\r\n\u00a0\u2009\u202f-\u2010\u2011\u2012\u2013\u2212_.,٬،/"
_FROM_IDENTIFIERS = str.maketrans(dict.fromkeys(_INVISIBLE + _SEPARATORS))
_FOLDED = str.maketrans({
    "آ": "ا", "أ": "ا", "إ": "ا", "ؤ": "و", "ئ": "ی", "\u0654": None, **dict.fromkeys(_INVISIBLE),
})  # fmt: skip


def normalise_digits(text: str) -> str:
    """Persian and Arabic digits become ASCII; nothing else changes."""
    return text.translate(_TO_ASCII)


def normalise_letters(text: str) -> str:
    """Arabic forms of Persian letters become Persian; joiners that change nothing go."""
    return text.translate(_LETTERS)


def persian_digits(text: str) -> str:
    """ASCII and Arabic digits become Persian, for a reader's eye only."""
    return text.translate(_TO_PERSIAN)


def clean_identifier(text: str) -> str:
    """An identifier as typed, spoken or scanned, without separators and invisible marks."""
    return normalise_digits(text).translate(_FROM_IDENTIFIERS)


def search_key(text: str) -> str:
    """One key for all spellings of a name: half-space, space and joined forms fold together."""
    folded = normalise_digits(normalise_letters(text)).translate(_FOLDED)
    return "".join(folded.split()).casefold()


def isolate(text: str) -> str:
    """Keep a text of unknown direction (a name) from disturbing its line."""
    return f"{FSI}{text}{PDI}"


def isolate_ltr(text: str) -> str:
    """Keep a code, an amount or a date readable left to right inside a Persian line."""
    return f"{LRI}{text}{PDI}"


def strip_isolates(text: str) -> str:
    """The text without isolates, as it is stored."""
    return text.replace(LRI, "").replace(FSI, "").replace(PDI, "").replace("\u2067", "")
