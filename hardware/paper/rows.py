"""What stands on a paper, row by row, before it is dots.

Texts come in the citizen's language with their digits as they shall be read. A value that
is a code (`ltr=True`) is isolated left to right here; callers need not.
"""

from dataclasses import dataclass
from enum import Enum, IntEnum


class PaperWidth(IntEnum):
    """Printable dots across, at 203 dpi (8 dots a millimetre)."""

    MM80 = 576
    MM58 = 384


class Direction(Enum):
    """How the lines of a paper run: a label stands where they begin, its value where they end."""

    RIGHT_TO_LEFT = "rtl"
    LEFT_TO_RIGHT = "ltr"


class Mark(Enum):
    """The sign beside the title."""

    KHATAM = "khatam"  # the city's eight-pointed star
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Title:
    """Who speaks: the city's name large, the kiosk's place below."""

    title: str
    subtitle: str
    mark: Mark = Mark.KHATAM


@dataclass(frozen=True, slots=True)
class Bar:
    """The outcome across the whole width: white on black, or outlined when not inverted."""

    text: str
    inverted: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A label where lines begin, its value where they end. `ltr` for codes, ids, card numbers.
    A code, and what is `whole`, is not broken where its label can give way."""

    label: str
    value: str
    ltr: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A dashed line across."""


@dataclass(frozen=True, slots=True)
class Amount:
    """The sum, large, and in words below, as fraud-safe papers have it."""

    label: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class QrBlock:
    """A QR code of at least 25 mm; beside it a caption, the code for the voice, and lines."""

    data: str
    caption: str
    code: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A centred sentence; wraps."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text of its own, at the right; one without a single letter of a right-to-left script
    stands at the left. Wraps; an empty one is an empty line."""

    text: str


class Symbology(Enum):
    """Of a barcode. ITF is what bills carry: 26 digits."""

    ITF = "itf"
    CODE_128 = "code_128"


@dataclass(frozen=True, slots=True)
class Barcode:
    """Bars across the paper, or along it where it is too narrow for them; the data below."""

    data: str
    symbology: Symbology


@dataclass(frozen=True, slots=True)
class Ruler:
    """A line of one dot over millimetres of one dot each, from edge to edge: a head with a dead
    dot or a wrong width shows here."""


@dataclass(frozen=True, slots=True)
class GreyRamp:
    """From white to black in dots: shows how dark the paper gets."""


PageRow = (
    Title | Bar | Row | Rule | Amount | QrBlock | Note | Paragraph | Barcode | Ruler | GreyRamp
)


@dataclass(frozen=True, slots=True)
class Page:
    """A paper from top to cut. `columns_dots` is the printable width."""

    rows: tuple[PageRow, ...]
    columns_dots: int = PaperWidth.MM80
    direction: Direction = Direction.RIGHT_TO_LEFT
