"""A bill's barcode as it is printed: interleaved 2 of 5 (ISO/IEC 16390), drawn as SVG.

Two digits share five bars and five spaces: the first digit's widths are the bars, the second's
the spaces. A digit has two wide ones of five.
"""

from contract.errors import InvalidValue

_WIDE = 3
_QUIET = 10
_DIGITS = (
    "00110",
    "10001",
    "01001",
    "11000",
    "00101",
    "10100",
    "01100",
    "00011",
    "10010",
    "01010",
)
_START, _STOP = "0000", "100"


def bars(digits: str) -> list[int]:
    """Widths of bars and spaces in turn, in modules, from the first bar to the last.

    Raises InvalidValue "not_digits" for anything but an even number of digits.
    """
    if not (digits.isascii() and digits.isdigit()) or len(digits) % 2:
        raise InvalidValue(
            "not_digits", "This barcode holds an even number of digits.", "Pad it with a zero."
        )
    pattern = _START
    for first, second in zip(digits[::2], digits[1::2], strict=True):
        for bar, space in zip(_DIGITS[int(first)], _DIGITS[int(second)], strict=True):
            pattern += bar + space
    return [_WIDE if module == "1" else 1 for module in pattern + _STOP]


def barcode_svg(digits: str) -> str:
    """One path of height 1, as wide as the modules with their quiet zones; it stretches."""
    path, at = "", _QUIET
    for place, width in enumerate(bars(digits)):
        if place % 2 == 0:
            path += f"M{at} 0h{width}v1h-{width}z"
        at += width
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {at + _QUIET} 1"'
        ' preserveAspectRatio="none" shape-rendering="crispEdges">'
        f'<path d="{path}" fill="#14213D"/></svg>'
    )
