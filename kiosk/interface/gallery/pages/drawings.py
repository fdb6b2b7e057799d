"""What is drawn: icons, the city's mark and pattern, the map."""

from kiosk.boundary.screens.information import CityMap, MapPoint
from kiosk.interface.gallery.sampling import Samples, plain
from kiosk.interface.gallery.specimens import HALF, THIRD, WHOLE, Group, Page, Specimen

ICONS = (
    *("barcode", "receipt", "receipt-x", "credit-card", "printer", "scan", "qr-code", "coins"),
    *("storefront", "map-pin", "clock", "phone", "headset", "devices", "device-mobile", "files"),
    *("cloud-check", "cloud-slash", "warning", "warning-circle", "info", "seal-check"),
    *("check-circle", "x-circle", "circle-dashed", "clock-countdown", "hand-waving", "hand-tap"),
    *("translate", "ear", "circle-half", "text-aa", "wheelchair", "speaker-high", "speaker-low"),
    *("repeat", "backspace", "trash", "plus", "magnifying-glass", "list-numbers", "wrench"),
)
_PLACES = ((0.72, 0.2), (0.24, 0.34), (0.6, 0.62), (0.3, 0.86))


def _map(samples: Samples, *, away: bool) -> dict[str, object]:
    points = tuple(
        MapPoint(id=f"office{at}", label=name, x=x, y=y, here=at == 1 and not away)
        for at, (name, (x, y)) in enumerate(zip(samples.many("offices"), _PLACES, strict=True))
    )
    drawn = CityMap(
        points=points,
        width_m=5_200,
        height_m=3_400,
        scale_m=1_000,
        scale_text=samples.say("distance-kilometres", kilometres=samples.writing.digits("1")),
        north=samples.say("map-north"),
        here=samples.say("map-here"),
    )
    return {"map": plain(drawn)}


def _build(samples: Samples) -> tuple[Group, ...]:
    marks = tuple(
        Specimen(
            state=f"mark, {ground}",
            span=THIRD,
            width=160,
            height=160,
            source="MarkSample",
            properties={"ground": ground},
        )
        for ground in ("light", "dark", "strong")
    )
    return (
        Group(
            "Icon",
            (
                *(
                    Specimen(
                        state=f"{size}",
                        width=size,
                        properties={"name": "receipt", "size": size},
                        span=THIRD,
                    )
                    for size in (34, 60, 84)
                ),
                Specimen(
                    state="all that the screens use",
                    span=WHOLE,
                    source="IconSample",
                    properties={"names": list(ICONS)},
                ),
            ),
        ),
        Group(
            "Drawing",
            (
                Specimen(state="pattern", span=WHOLE, height=160, source="PatternSample"),
                *marks,
                Specimen(
                    state="scan",
                    width=420,
                    height=360,
                    span=HALF,
                    properties={"what": "scan"},
                ),
                Specimen(state="dashes", span=HALF, height=128, properties={"what": "dashes"}),
            ),
        ),
        Group(
            "CityMap",
            (
                Specimen(state="normal", span=WHOLE, properties=_map(samples, away=False)),
                Specimen(
                    state="this kiosk is elsewhere",
                    span=WHOLE,
                    properties=_map(samples, away=True),
                ),
            ),
        ),
    )


DRAWINGS = Page("drawings", "Drawings", "icons, the city's mark, the map", "paint-brush", _build)
