"""What may be shown of a code or a card's number: enough to compare, never the whole."""

_SHOWN = 2
_LONG_ENOUGH = 8


def masked(text: str) -> str:
    """Dots for all but the last two characters; nothing but dots for a short text."""
    shown = text[-_SHOWN:] if len(text) >= _LONG_ENOUGH else ""
    return "·" * (len(text) - len(shown)) + shown
