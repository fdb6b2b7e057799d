"""The city's mark: the eight-pointed star (khatam), two squares laid over one another."""

import math

from PIL import Image, ImageDraw

_OVERSAMPLE = 8
_HOLE = 0.5  # the white star's size in the black one's


def khatam(size: int) -> Image.Image:
    """A black star with a white star in it, `size` dots square, on white."""
    large = size * _OVERSAMPLE
    sheet = Image.new("L", (large, large), 255)
    draw = ImageDraw.Draw(sheet)
    for radius, ink in ((large / 2, 0), (large / 2 * _HOLE, 255)):
        for turn in (0.0, math.pi / 4):
            draw.polygon(_square(large / 2, radius, turn), fill=ink)
    return sheet.resize((size, size), Image.Resampling.BOX)


def _square(centre: float, radius: float, turn: float) -> list[tuple[float, float]]:
    return [
        (
            centre + radius * math.cos(turn + quarter * math.pi / 2),
            centre + radius * math.sin(turn + quarter * math.pi / 2),
        )
        for quarter in range(4)
    ]
