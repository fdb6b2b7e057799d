"""Strips whose dots must be exact: barcodes, the ruler, the grey ramp."""

from PIL import Image, ImageDraw

from contract.values import isolate_ltr
from hardware.paper.barcode import widths
from hardware.paper.rows import Barcode
from hardware.paper.strips import BLACK, SMALL, WHITE, Line, Sheet

_BAR_HEIGHT = 72  # 9 mm
_SMALLEST_NARROW, _LARGEST_NARROW = 2, 3  # dots: a quarter of a millimetre is read by any scanner
_QUIET_NARROWS = 10
_MILLIMETRE, _LONG_EVERY = 8, 10
_RAMP_HEIGHT = 40


def barcode_strip(row: Barcode, sheet: Sheet) -> Image.Image:
    """Across the paper with the widest bars that fit; else along it."""
    bars = widths(row.data, row.symbology)
    whole = sum(bars) + 2 * _QUIET_NARROWS
    narrow = min(_LARGEST_NARROW, sheet.width // whole)
    along = narrow < _SMALLEST_NARROW
    picture = _bars(bars, max(narrow, _SMALLEST_NARROW))
    if along:
        picture = picture.transpose(Image.Transpose.ROTATE_90)
    lines = SMALL.wrap(isolate_ltr(row.data), sheet.inner)
    strip = sheet.blank(picture.height + 24 + len(lines) * SMALL.line_dots)
    strip.paste(picture, ((sheet.width - picture.width) // 2, 8))
    for place, line in enumerate(lines):
        top = picture.height + 12 + place * SMALL.line_dots
        sheet.write(strip, Line(SMALL, line), (sheet.width // 2, top), "m")
    return strip


def _bars(bars: list[int], narrow: int) -> Image.Image:
    """With the quiet zone on both sides."""
    picture = Image.new("L", ((sum(bars) + 2 * _QUIET_NARROWS) * narrow, _BAR_HEIGHT), WHITE)
    draw = ImageDraw.Draw(picture)
    left = _QUIET_NARROWS * narrow
    for place, bar in enumerate(bars):
        right = left + bar * narrow
        if place % 2 == 0:
            draw.rectangle((left, 0, right - 1, _BAR_HEIGHT - 1), fill=BLACK)
        left = right
    return picture


def ruler_strip(sheet: Sheet) -> Image.Image:
    strip = sheet.blank(40)
    draw = ImageDraw.Draw(strip)
    draw.line((0, 4, sheet.width - 1, 4), fill=BLACK, width=1)
    for place, x in enumerate(range(0, sheet.width, _MILLIMETRE)):
        length = 24 if place % _LONG_EVERY == 0 else 10
        draw.line((x, 4, x, 4 + length), fill=BLACK, width=1)
    draw.line((sheet.width - 1, 4, sheet.width - 1, 28), fill=BLACK, width=1)
    return strip


def ramp_strip(sheet: Sheet) -> Image.Image:
    """Error diffusion (Floyd and Steinberg), white at the right."""
    strip = sheet.blank(_RAMP_HEIGHT + 16)
    ramp = Image.linear_gradient("L").transpose(Image.Transpose.ROTATE_90)
    grey = ramp.resize((sheet.inner, _RAMP_HEIGHT), Image.Resampling.BILINEAR)
    strip.paste(grey.convert("1").convert("L"), (sheet.left, 8))
    return strip
