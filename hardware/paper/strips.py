"""Each kind of row drawn as a strip of its own, as wide as the paper, in grey.

Strips are put below one another and turned to black and white by `render`. Sizes are dots at
203 dpi (8 a millimetre). Places are those of a paper that runs from right to left; `Sheet` mirrors
them for one that runs the other way.
"""

import unicodedata
from dataclasses import dataclass

from PIL import Image, ImageDraw

from contract.values import isolate_ltr
from hardware.paper.khatam import khatam
from hardware.paper.qr import QrDots
from hardware.paper.rows import Amount, Bar, Direction, Mark, Note, Paragraph, QrBlock, Row, Title
from hardware.paper.typeface import Typeface

BLACK, WHITE = 0, 255
_TITLE = Typeface(800, 36)
_BAR = Typeface(800, 36)
_BODY = Typeface(500, 26)
_VALUE = Typeface(600, 26)
SMALL = Typeface(500, 24)
_AMOUNT = Typeface(800, 40)  # 5 mm: the amount is never smaller than its neighbours
_CODE = Typeface(800, 44)
_NARROWEST_TEXT = 190  # beside a QR code; below that it goes under the code
_COLUMN_GAP = 28
_OPPOSITE = {"r": "l", "l": "r", "m": "m"}
_DASH, _DASH_GAP, _DASH_HEIGHT = 7, 5, 3


@dataclass(frozen=True, slots=True)
class Line:
    """A text that fits one line."""

    face: Typeface
    text: str
    ink: int = BLACK


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper's width, the margin kept white on both sides, and the way its lines run."""

    width: int
    direction: Direction = Direction.RIGHT_TO_LEFT

    @property
    def margin(self) -> int:
        return 22 if self.width >= 500 else 10

    @property
    def left(self) -> int:
        return self.margin

    @property
    def right(self) -> int:
        return self.width - self.margin

    @property
    def inner(self) -> int:
        return self.right - self.left

    def blank(self, height: int) -> Image.Image:
        return Image.new("L", (self.width, height), WHITE)

    def write(self, strip: Image.Image, line: Line, place: tuple[int, int], edge: str) -> None:
        """One line of text, its right ("r"), left ("l") or middle ("m") at `place`."""
        x, top = place
        if self.direction is Direction.LEFT_TO_RIGHT:
            x, edge = self.width - x, _OPPOSITE[edge]
        line.face.draw(strip, line.text, (x, top), edge, line.ink, self.direction)

    def put(self, strip: Image.Image, picture: Image.Image, left: int, top: int) -> None:
        """A picture, itself not mirrored."""
        if self.direction is Direction.LEFT_TO_RIGHT:
            left = self.width - left - picture.width
        strip.paste(picture, (left, top))


def title_strip(row: Title, sheet: Sheet) -> Image.Image:
    """The mark at the right, the name and the place beside it."""
    mark = 96 if sheet.width >= 500 else 72
    text_right = sheet.right - (mark + 20 if row.mark is Mark.KHATAM else 0)
    room = text_right - sheet.left
    name = _TITLE.shrunk_to(row.title, room, floor=30)
    names = name.wrap(row.title, room)
    places = _BODY.wrap(row.subtitle, room) if row.subtitle else []
    text_height = len(names) * name.line_dots + len(places) * _BODY.line_dots
    strip = sheet.blank(max(mark, text_height) + 16)
    if row.mark is Mark.KHATAM:
        sheet.put(strip, khatam(mark), sheet.right - mark, 0)
    top = max(0, (mark - text_height) // 2)
    top = _lines(strip, sheet, [Line(name, text) for text in names], (text_right, top), "r")
    _lines(strip, sheet, [Line(_BODY, text) for text in places], (text_right, top), "r")
    return strip


def bar_strip(row: Bar, sheet: Sheet) -> Image.Image:
    """The outcome. Long ones take smaller letters, then a line for each side of a dash."""
    room = sheet.inner - 32
    face = _BAR if _BAR.width(row.text) <= room else Typeface(_BAR.weight, 32)
    parts = [row.text] if face.width(row.text) <= room else row.text.split(" – ")
    lines = [line for part in parts for line in face.wrap_evenly(part, room)]
    height = len(lines) * face.line_dots + 14
    strip = sheet.blank(height + 14)
    box = (sheet.left, 0, sheet.right - 1, height - 1)
    ink = WHITE if row.inverted else BLACK
    ImageDraw.Draw(strip).rectangle(
        box, fill=BLACK if row.inverted else WHITE, outline=BLACK, width=4
    )
    _lines(strip, sheet, [Line(face, text, ink) for text in lines], (sheet.width // 2, 7), "m")
    return strip


def row_strip(row: Row, sheet: Sheet) -> Image.Image:
    """Label right, value left on one line; a long value shrinks, then wraps in its column."""
    value = isolate_ltr(row.value) if row.ltr else row.value
    label_width = _label_width(row, value, sheet)
    labels = _BODY.wrap(row.label, label_width)
    room = sheet.inner - label_width - _COLUMN_GAP
    face = _VALUE.shrunk_to(value, room)
    values = face.wrap(value, room)
    pitch = 48
    if len(labels) == 1 and len(values) == 1:
        strip = sheet.blank(pitch)
    else:
        longest = max(len(labels) * _BODY.line_dots, len(values) * face.line_dots)
        strip = sheet.blank(longest + pitch - _BODY.line_dots)
    _lines(strip, sheet, [Line(_BODY, text) for text in labels], (sheet.right, 3), "r")
    # The first value line shares the label's baseline even when its letters are smaller.
    top = 3 + round((_BODY.size - face.size) * 1.1)
    _lines(strip, sheet, [Line(face, text) for text in values], (sheet.left, top), "l")
    return strip


def _label_width(row: Row, value: str, sheet: Sheet) -> int:
    """Half the line at most; less, down to its longest word, where a code or a sum would be
    broken."""
    width = min(_BODY.width(row.label), sheet.inner // 2)
    if not (row.ltr or row.whole):
        return width
    smallest = _VALUE.shrunk_to(value, sheet.inner - width - _COLUMN_GAP)
    left = sheet.inner - _COLUMN_GAP - smallest.width(value)
    longest_word = max(_BODY.width(word) for word in row.label.split(" "))
    return min(width, max(left, longest_word))


def rule_strip(sheet: Sheet) -> Image.Image:
    """Dashes, with air above and below."""
    strip = sheet.blank(_DASH_HEIGHT + 20)
    draw = ImageDraw.Draw(strip)
    for x in range(sheet.left, sheet.right, _DASH + _DASH_GAP):
        end = min(x + _DASH, sheet.right) - 1
        draw.rectangle((x, 8, end, 8 + _DASH_HEIGHT - 1), fill=BLACK)
    return strip


def amount_strip(row: Amount, sheet: Sheet) -> Image.Image:
    """The sum large on the label's line, or on its own when it is too wide; words below."""
    words = _BODY.wrap_evenly(row.words, sheet.inner)
    beside = sheet.inner - _AMOUNT.width(row.label) - _COLUMN_GAP
    on_one_line = _AMOUNT.width(row.value) <= beside
    face = _AMOUNT if on_one_line else _AMOUNT.shrunk_to(row.value, sheet.inner)
    sum_lines = 1 if on_one_line else 2
    strip = sheet.blank(sum_lines * _AMOUNT.line_dots + len(words) * _BODY.line_dots + 6)
    sheet.write(strip, Line(_AMOUNT, row.label), (sheet.right, 0), "r")
    value_top = (sum_lines - 1) * _AMOUNT.line_dots
    sheet.write(strip, Line(face, row.value), (sheet.left, value_top), "l")
    words_top = sum_lines * _AMOUNT.line_dots + 2
    _lines(strip, sheet, [Line(_BODY, text) for text in words], (sheet.right, words_top), "r")
    return strip


def qr_strip(row: QrBlock, sheet: Sheet) -> Image.Image:
    """The QR at the right and the code beside it; on narrow paper below it."""
    qr = QrDots(row.data)
    qr_right = sheet.width - max(sheet.margin, qr.quiet)
    text_right = qr_right - qr.side - max(_COLUMN_GAP, qr.quiet)
    room = text_right - sheet.left
    if room < _NARROWEST_TEXT:
        return _stacked_qr_strip(row, qr, sheet)
    text = _code_lines(row, room)
    text_height = sum(face.line_dots + gap for face, _, gap in text)
    strip = sheet.blank(max(qr.side + qr.quiet, text_height) + 8)
    sheet.put(strip, qr.image, qr_right - qr.side, 8)
    top = max(0, (qr.side - text_height) // 2)
    for face, line, gap in text:
        sheet.write(strip, Line(face, line), (text_right, top), "r")
        top += face.line_dots + gap
    return strip


def note_strip(row: Note, sheet: Sheet) -> Image.Image:
    """Centred sentences."""
    lines = SMALL.wrap_evenly(row.text, sheet.inner)
    strip = sheet.blank(len(lines) * SMALL.line_dots + 12)
    _lines(strip, sheet, [Line(SMALL, text) for text in lines], (sheet.width // 2, 12), "m")
    return strip


def paragraph_strip(row: Paragraph, sheet: Sheet) -> Image.Image:
    """Lines of a text, as it reads."""
    if not row.text.strip():
        return sheet.blank(_BODY.line_dots // 2)
    right_to_left = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in row.text)
    text = row.text if right_to_left else isolate_ltr(row.text)
    lines = _BODY.wrap(text, sheet.inner)
    strip = sheet.blank(len(lines) * _BODY.line_dots)
    begins_right = right_to_left is (sheet.direction is Direction.RIGHT_TO_LEFT)
    x, edge = (sheet.right, "r") if begins_right else (sheet.left, "l")
    _lines(strip, sheet, [Line(_BODY, text) for text in lines], (x, 0), edge)
    return strip


def _stacked_qr_strip(row: QrBlock, qr: QrDots, sheet: Sheet) -> Image.Image:
    text = _code_lines(row, sheet.inner)
    top = 8 + qr.side + qr.quiet
    strip = sheet.blank(top + sum(face.line_dots + gap for face, _, gap in text))
    strip.paste(qr.image, ((sheet.width - qr.side) // 2, 8))
    for face, line, gap in text:
        sheet.write(strip, Line(face, line), (sheet.width // 2, top), "m")
        top += face.line_dots + gap
    return strip


def _code_lines(row: QrBlock, room: int) -> list[tuple[Typeface, str, int]]:
    """Caption, code and lines, each with its typeface and the gap below it."""
    code = isolate_ltr(row.code)
    code_face = _CODE.shrunk_to(code, room)
    text = [(_BODY, line, 0) for line in _BODY.wrap(row.caption, room)]
    text += [(code_face, line, 8) for line in code_face.wrap(code, room)]
    for sentence in row.lines:
        text += [(SMALL, line, 0) for line in SMALL.wrap_evenly(sentence, room)]
    return text


def _lines(
    strip: Image.Image, sheet: Sheet, lines: list[Line], place: tuple[int, int], edge: str
) -> int:
    """Draws lines below one another; gives the top of the next."""
    x, top = place
    for line in lines:
        sheet.write(strip, line, (x, top), edge)
        top += line.face.line_dots
    return top
