"""Places of the city as they lie to each other: no streets, so nothing that ages or is fetched."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kiosk.boundary.screens.information import CityMap, MapPoint
from kiosk.counter.geography import LatLon, metres_between, offset_m
from kiosk.counter.presentation.frame import Painter

BORDER = 0.14
"""Of the map's larger side, free around the outermost places: their names need room."""
NARROWEST_M = 1_000.0
SCALES_M = (100, 200, 500, 1_000, 2_000, 5_000)


@dataclass(frozen=True, slots=True)
class Place:
    id: str
    label: str
    at: LatLon


def distance_m(one: Place, other: Place) -> float:
    return metres_between(one.at, other.at)


def distance_text(painter: Painter, metres: float) -> str:
    """«۸۰۰ متر» below a kilometre, else with one decimal."""
    if metres < 950:
        rounded = max(50, round(metres / 50) * 50)
        return painter.say("distance-metres", metres=painter.writing.digits(str(rounded)))
    whole, tenth = divmod(round(metres / 100), 10)
    number = painter.writing.digits(str(whole))
    if tenth:
        number += painter.say("language-decimal") + painter.writing.digits(str(tenth))
    return painter.say("distance-kilometres", kilometres=number)


def city_map(painter: Painter, places: Sequence[Place], here: str | None) -> CityMap | None:
    """Of at least two places; `here` is the id of the one where this kiosk stands."""
    if len(places) < 2:
        return None
    origin = places[0]
    at = {place.id: offset_m(origin.at, place.at) for place in places}
    west, east = _span(x for x, _ in at.values())
    south, north = _span(y for _, y in at.values())
    width, height = east - west, north - south
    scale = max((step for step in SCALES_M if step <= width / 3), default=SCALES_M[0])
    return CityMap(
        points=tuple(
            MapPoint(
                id=place.id,
                label=place.label,
                x=(at[place.id][0] - west) / width,
                y=(north - at[place.id][1]) / height,
                here=place.id == here,
            )
            for place in places
        ),
        width_m=round(width),
        height_m=round(height),
        scale_m=scale,
        scale_text=distance_text(painter, scale),
        north=painter.say("map-north"),
        here=painter.say("map-here"),
    )


def _span(values: Iterable[float]) -> tuple[float, float]:
    found = sorted(values)
    middle = (found[0] + found[-1]) / 2
    half = max(NARROWEST_M, found[-1] - found[0]) / 2 * (1 + 2 * BORDER)
    return middle - half, middle + half
