"""What is chosen from."""

from kiosk.boundary.parts import Choice, Tile
from kiosk.interface.gallery.sampling import Samples, plain
from kiosk.interface.gallery.specimens import HALF, WHOLE, Group, Page, Specimen, states


def _tile(title: str, subtitle: str, icon: str, why: str | None = None) -> dict[str, object]:
    tile = Tile(id="tile", title=title, subtitle=subtitle, icon=icon, enabled=why is None, why=why)
    return {"face": plain(tile)}


def _choice(name: str, title: str, subtitle: str = "", icon: str = "") -> dict[str, object]:
    return plain(Choice(id=name, intent="choose", title=title, subtitle=subtitle, icon=icon))


def _build(samples: Samples) -> tuple[Group, ...]:
    say = samples.say
    pay = (say("tile-pay"), say("tile-pay-sub"), "receipt")
    why = say("tile-pay-why-terminal")
    guide = (samples["guide"], samples["guide_sub"], "buildings")
    service = _choice("service", samples["service"], samples["service_sub"], "file-text")
    shut = {"face": {**service, "enabled": False}}
    return (
        Group("HeroTile", states(_tile(*pay), _tile(*pay, why=why), span=WHOLE)),
        Group(
            "Tile",
            (
                *states(_tile(*guide), _tile(*guide, why=why)),
                Specimen(
                    state="long text",
                    properties=_tile(samples["service_long"], samples["address"], "file-text"),
                ),
            ),
        ),
        Group("WideTile", states(_tile(*guide), _tile(*guide, why=why), span=WHOLE)),
        Group(
            "ChoiceRow",
            (
                *states({"face": service}, shut, span=WHOLE),
                Specimen(
                    state="without a sign, a word alone",
                    properties={"face": _choice("office", samples.many("offices")[0])},
                ),
                Specimen(
                    state="long text",
                    span=WHOLE,
                    properties={
                        "face": _choice(
                            "long",
                            samples["service_long"],
                            samples["service_long_sub"],
                            "file-text",
                        )
                    },
                ),
            ),
        ),
        Group(
            "ChoiceList",
            (
                Specimen(
                    state="normal",
                    span=HALF,
                    properties={
                        "choices": [
                            _choice(f"office{place}", name, "", "map-pin")
                            for place, name in enumerate(samples.many("offices")[:3])
                        ]
                    },
                ),
                Specimen(state="empty", span=HALF, properties={"choices": []}),
            ),
        ),
    )


CHOOSING = Page("choosing", "Tiles and lists", "what is chosen from", "squares-four", _build)
