"""Barcodes as widths of bars and spaces: ITF (ISO/IEC 16390), Code 128 (ISO/IEC 15417)."""

from collections.abc import Iterator

from contract.errors import InvalidValue
from hardware.paper.rows import Symbology

_ITF = ("00110", "10001", "01001", "11000", "00101", "10100", "01100", "00011", "10010", "01010")
_ITF_WIDE = 3  # times the narrow width; 2.25 to 3 is allowed
# Bar, space, bar, space, bar, space of the values 0 to 105, six digits each.
_CODE_128_WIDTHS = (
    "212222222122222221121223121322131222122213122312132212221213221312231212112232"
    "122132122231113222123122123221223211221132221231213212223112312131311222321122"
    "321221312212322112322211212123212321232121111323131123131321112313132113132311"
    "211313231113231311112133112331132131113123113321133121313121211331231131213113"
    "213311213131311123311321331121312113312311332111314111221411431111111224111422"
    "121124121421141122141221112214112412122114122411142112142211241211221114413111"
    "241112134111111242121142121241114212124112124211411212421112421211212141214121"
    "412121111143111341131141114113114311411113411311113141114131311141411131211412"
    "211214211232"
)
_CODE_128 = tuple(_CODE_128_WIDTHS[at : at + 6] for at in range(0, len(_CODE_128_WIDTHS), 6))
_START_B, _START_C, _STOP = 104, 105, "2331112"


def widths(data: str, symbology: Symbology) -> list[int]:
    """Bar, space, bar and so on, in narrow widths. Raises InvalidValue "barcode"."""
    match symbology:
        case Symbology.ITF:
            return list(_itf(data))
        case Symbology.CODE_128:
            return [int(width) for part in _code_128(data) for width in part]


def _itf(digits: str) -> Iterator[int]:
    if not (digits.isascii() and digits.isdigit()) or len(digits) % 2:
        raise InvalidValue(
            "barcode",
            f"{len(digits)} characters are no ITF code.",
            "Give an even number of digits.",
        )
    yield from (1, 1, 1, 1)
    for bars, spaces in zip(digits[::2], digits[1::2], strict=True):
        for bar, space in zip(_ITF[int(bars)], _ITF[int(spaces)], strict=True):
            yield _ITF_WIDE if bar == "1" else 1
            yield _ITF_WIDE if space == "1" else 1
    yield from (_ITF_WIDE, 1, 1)


def _code_128(text: str) -> list[str]:
    """Digits two by two in set C, all else in set B."""
    if not text or not text.isascii() or not text.isprintable():
        raise InvalidValue(
            "barcode", "That text is no Code 128.", "Give printable ASCII characters."
        )
    if text.isdigit() and len(text) % 2 == 0:
        pairs = range(0, len(text), 2)
        values = [_START_C, *(int(text[place : place + 2]) for place in pairs)]
    else:
        values = [_START_B, *(ord(character) - 32 for character in text)]
    check = sum(max(1, place) * value for place, value in enumerate(values)) % 103
    return [*(_CODE_128[value] for value in (*values, check)), _STOP]
