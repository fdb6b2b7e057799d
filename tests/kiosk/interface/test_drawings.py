"""What is drawn by code and by icon: the right colour, the right size, nothing for nonsense."""

import pytest
from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QGuiApplication, QImage

from kiosk.interface.drawings import DrawingProvider, UnknownDrawing, draw
from kiosk.interface.icons import IconProvider, UnknownIcon, draw_icon
from kiosk.interface.khatam import star
from kiosk.interface.palette import CARD, LINE, TEAL, TEAL_SOFT

DRAWINGS = [
    "pattern/1080x160",
    "mark/96x96/light",
    "mark/96x96/dark",
    "ring/404x404/37/120",
    "dashes/968x128",
    "scan/420x360",
]


def solid(image: QImage) -> set[str]:
    """The colours of the pixels that hide what is under them."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def test_an_icon_takes_the_colour_asked_for() -> None:
    assert solid(draw_icon("receipt/1f4e8c", QSize(40, 40))) == {"#1f4e8c"}


@pytest.mark.parametrize("address", ["no-such-icon/ffffff", "", 'receipt/"/><script'])
def test_an_icon_that_is_not_there_is_told(address: str) -> None:
    with pytest.raises(UnknownIcon):
        draw_icon(address, QSize(40, 40))


def test_the_providers_answer_nonsense_with_nothing(qapp: QGuiApplication) -> None:
    assert IconProvider().requestImage("no-such-icon/ffffff", QSize(), QSize()).isNull()
    assert DrawingProvider().requestImage("no-such-drawing/1x1", QSize(), QSize()).isNull()


@pytest.mark.parametrize("address", DRAWINGS)
def test_a_drawing_is_made_for_the_pixels_it_gets(address: str) -> None:
    width, height = (int(side) for side in address.split("/")[1].split("x"))
    assert draw(address, QSize(0, 0)).size() == QSize(width, height)
    assert draw(address, QSize(width * 2, height * 2)).size() == QSize(width * 2, height * 2)


@pytest.mark.parametrize(
    "address", ["", "ring", "ring/404", "ring/404x404", "mark/96x96/blue", "dance/10x10"]
)
def test_an_unknown_drawing_is_told(address: str) -> None:
    with pytest.raises(UnknownDrawing):
        draw(address, QSize(0, 0))


@pytest.mark.parametrize(
    ("left", "at_three", "at_nine"),
    [(120, TEAL, TEAL), (60, TEAL, LINE), (0, LINE, LINE), (500, TEAL, TEAL)],
)
def test_the_ring_shows_what_is_left_from_twelve_clockwise(
    left: int, at_three: QColor, at_nine: QColor
) -> None:
    ring = draw(f"ring/404x404/{left}/120", QSize(0, 0))
    assert ring.pixelColor(398, 202) == at_three
    assert ring.pixelColor(6, 202) == at_nine
    assert ring.pixelColor(202, 202) == TEAL_SOFT


def test_the_star_has_eight_points_at_its_radius() -> None:
    outline = star(QPointF(0, 0), 100)
    lengths = [round((point.x() ** 2 + point.y() ** 2) ** 0.5, 3) for point in outline.toList()]
    assert sorted(set(lengths)) == [76.537, 100.0]
    assert lengths.count(100.0) == 8


def test_the_pattern_stays_faint() -> None:
    pattern = draw("pattern/1080x160", QSize(0, 0))
    lightest = max(pattern.pixelColor(x, y).lightness() for x in range(1080) for y in range(160))
    assert TEAL.lightness() < lightest < (TEAL.lightness() + CARD.lightness()) / 2
