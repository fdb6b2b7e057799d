"""The city's ornament: the eight-pointed star (khatam), drawn by geometry and nothing else.

A star {8/2} is two squares turned by 45 degrees; tiled tip to tip, the gaps between the stars
are the four-armed tiles of the classic star-and-cross pattern.
"""

from math import cos, pi, sin

TILE = 72
"""Side of one tile in CSS pixels; the star's tips touch the middle of each side."""
INNER_TO_OUTER = cos(pi / 4) / cos(pi / 8)
"""Where the sides of the two squares cross, as a share of the outer radius."""


def star_path(centre: float, outer: float) -> str:
    """The outline of one star as SVG path data."""
    points = []
    for corner in range(16):
        radius = outer if corner % 2 == 0 else outer * INNER_TO_OUTER
        angle = corner * pi / 8
        points.append(f"{centre + radius * cos(angle):.2f} {centre + radius * sin(angle):.2f}")
    return f"M{'L'.join(points)}Z"


def pattern_svg() -> str:
    """One tile of the faint line pattern on the side of the console."""
    half = TILE / 2
    diamond = half * INNER_TO_OUTER * 0.6
    points = f"M{half} {half - diamond:.2f}L{half + diamond:.2f} {half}"
    points += f"L{half} {half + diamond:.2f}L{half - diamond:.2f} {half}Z"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {TILE} {TILE}">'
        f'<path d="{star_path(half, half)}{points}" fill="none" stroke="#fff"'
        ' stroke-opacity="0.11" stroke-width="1.5" stroke-linejoin="round"/></svg>'
    )


def mark_svg() -> str:
    """The city's mark: a white star round a saffron one."""
    return f"{_SVG_64}{_mark()}</svg>"


def favicon_svg() -> str:
    """The mark on a ground of its own, for the browser's tab."""
    return f'{_SVG_64}<rect width="64" height="64" rx="14" fill="#0B6E75"/>{_mark()}</svg>'


_SVG_64 = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'


def _mark() -> str:
    return (
        f'<path d="{star_path(32, 29)}" fill="none" stroke="#fff" stroke-width="4"/>'
        f'<path d="{star_path(32, 15.5)}" fill="#E9A23B"/>'
        '<circle cx="32" cy="32" r="5.5" fill="#fff"/>'
    )
