"""Distances within a city: flat, which is right to a metre there."""

from math import cos, hypot, radians

METRES_PER_DEGREE = 111_320.0

LatLon = tuple[float, float]
"""Degrees, WGS 84."""


def offset_m(origin: LatLon, place: LatLon) -> tuple[float, float]:
    """Metres to the east and to the north."""
    east = (place[1] - origin[1]) * METRES_PER_DEGREE * cos(radians(origin[0]))
    return east, (place[0] - origin[0]) * METRES_PER_DEGREE


def metres_between(one: LatLon, other: LatLon) -> float:
    """As the crow flies."""
    return hypot(*offset_m(one, other))
