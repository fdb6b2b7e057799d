"""Shaped text on paper: measuring, wrapping, drawing.

Pillow's raqm engine shapes (HarfBuzz) and orders (FriBidi). The base direction is the paper's; a
code keeps its own order on every paper only inside an isolate.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from contract.assets import font
from contract.values import FSI, LRI, PDI
from hardware.paper.rows import Direction

SMALLEST_DOTS = 24  # 3 mm at 203 dpi: nothing on paper is smaller
_OPENERS = (FSI, LRI)
_BREAK = re.compile(r"[ \n]+(?![–—] )")  # a dash stays at the end of its line
_LINE_EM = 1.6  # line height; Persian needs room above and below


@lru_cache(maxsize=64)
def _load(weight: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font(weight)), size, layout_engine=ImageFont.Layout.RAQM)


@dataclass(frozen=True, slots=True)
class Typeface:
    """Vazirmatn at one weight and size in dots."""

    weight: int
    size: int

    @property
    def line_dots(self) -> int:
        return round(self.size * _LINE_EM)

    @property
    def _baseline_dots(self) -> int:
        return round(self.size * 1.1)

    def width(self, text: str) -> int:
        """Dots from the first to the last glyph's advance."""
        length = _load(self.weight, self.size).getlength(text, direction="rtl", language="fa")
        return -int(-length // 1)

    def shrunk_to(self, text: str, width: int, floor: int = SMALLEST_DOTS) -> "Typeface":
        """The largest size, from this one down to `floor`, at which the text fits one line."""
        face = self
        while face.width(text) > width and face.size > floor:
            face = Typeface(face.weight, face.size - 1)
        return face

    def draw(
        self,
        sheet: Image.Image,
        text: str,
        place: tuple[int, int],
        edge: str,
        ink: int,
        direction: Direction = Direction.RIGHT_TO_LEFT,
    ) -> None:
        """One line. `place` is its top and, by `edge`, its right ("r"), left ("l") or middle
        ("m"): (x, top)."""
        x, top = place
        ImageDraw.Draw(sheet).text(
            (x, top + self._baseline_dots),
            text,
            fill=ink,
            font=_load(self.weight, self.size),
            anchor=f"{edge}s",
            direction=direction.value,
            language="fa",
        )

    def wrap(self, text: str, width: int) -> list[str]:
        """Lines no wider than `width`; a word wider than a line is cut where the line ends."""
        if self.width(text) <= width:
            return [text]
        lines: list[str] = []
        line = ""
        for word in _pieces(_BREAK.split(text.strip()), self, width):
            longer = f"{line} {word}" if line else word
            if line and self.width(_balanced(longer)) > width:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
        return _isolates_carried(lines)

    def wrap_evenly(self, text: str, width: int) -> list[str]:
        """As few lines as `wrap` makes, and no last line of one lonely word."""
        lines = self.wrap(text, width)
        narrowest, widest = width // len(lines), width
        while widest - narrowest > self.size:
            middle = (narrowest + widest) // 2
            if len(self.wrap(text, middle)) == len(lines):
                widest = middle
            else:
                narrowest = middle
        return self.wrap(text, widest)


def _pieces(words: list[str], face: Typeface, width: int) -> list[str]:
    """The words, with those that fit no line cut into parts that do."""
    pieces: list[str] = []
    for word in words:
        rest = word
        while face.width(_balanced(rest)) > width:
            fits = max(n for n in range(1, len(rest)) if n == 1 or face.width(rest[:n]) <= width)
            pieces.append(rest[:fits])
            rest = rest[fits:]
        pieces.append(rest)
    return pieces


def _open_isolates(text: str) -> str:
    """The openers that this text leaves open, in order."""
    still_open: list[str] = []
    for character in text:
        if character in _OPENERS:
            still_open.append(character)
        elif character == PDI and still_open:
            still_open.pop()
    return "".join(still_open)


def _balanced(text: str) -> str:
    return text + PDI * len(_open_isolates(text))


def _isolates_carried(lines: list[str]) -> list[str]:
    """An isolate that runs over a line's end is closed there and opened again below."""
    carried: list[str] = []
    openers = ""
    for line in lines:
        whole = openers + line
        openers = _open_isolates(whole)
        carried.append(_balanced(whole))
    return carried
