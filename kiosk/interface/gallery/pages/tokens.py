"""Every token of the theme, and what it is for."""

from kiosk.interface.gallery.sampling import Samples
from kiosk.interface.gallery.specimens import GALLERY, HALF, THIRD, WHOLE, Group, Page, Specimen

# A colour, what it stands on (contrast is told for each), and its use.
COLOUR_TOKENS: dict[str, tuple[tuple[str, ...], str]] = {
    "ink": (("paper", "card", "pressed"), "text"),
    "muted": (("paper", "card", "ahead", "unavailable"), "second text; what is unavailable"),
    "paper": ((), "the screen's ground"),
    "card": ((), "sheets, keys, fields"),
    "line": ((), "between rows; never the sole edge"),
    "edge": (("paper", "card"), "border of all that can be touched"),
    "teal": (("paper", "card", "tealSoft"), "the city; the one primary action"),
    "overTeal": (
        ("teal", "tealRaised", "tealPressed"),
        "on the primary action, on what is chosen",
    ),
    "tealPressed": ((), "the primary action under a finger"),
    "tealRaised": ((), "icon's ground on the primary action"),
    "tealSoft": ((), "icon grounds, selection"),
    "header": ((), "the city's tiles"),
    "overHeader": (("header",), "on the header"),
    "lapis": (("card", "lapisSoft"), "second family of tiles, links"),
    "lapisSoft": ((), "ground of lapis icons"),
    "saffron": ((), "a waiting light; never text"),
    "noticeInk": (("notice", "paper", "unavailable"), "offline, paper low; reasons"),
    "notice": ((), "calm, not alarming"),
    "dangerInk": (("danger", "card"), "money at risk, real failure"),
    "danger": ((), "ground of danger"),
    "dangerAction": (("card", "paper"), "border of a field that is wrong"),
    "good": (("goodSoft", "card", "paper"), "done, discount"),
    "goodSoft": ((), "ground of good"),
    "pressed": ((), "anything quiet under a finger"),
    "unavailable": ((), "ground of what can't be touched"),
    "ahead": ((), "steps not reached yet"),
    "codeGround": ((), "behind codes, in every mode"),
    "shadow": ((), "under the primary action alone"),
    "scrim": ((), "over a screen under a sheet"),
    "focus": (("focusGap", "paper"), "the keypad's focus"),
    "focusGap": (("focus", "teal"), "the light line within it"),
}
# Sizes of type: the token, and the weight in which it is mostly set.
TYPE_TOKENS = {
    "amount": 900,
    "screenTitle": 800,
    "tileTitle": 800,
    "primaryLabel": 700,
    "quietLabel": 700,
    "lead": 500,
    "body": 500,
    "small": 500,
}
WEIGHTS = {"Medium": 500, "DemiBold": 600, "Bold": 700, "ExtraBold": 800, "Black": 900}
MEASURE_TOKENS = {
    "margin": "at the sides of a screen",
    "gap": "between cards",
    "apart": "between things to touch, 4 mm at least",
    "least": "side of a thing to touch, 20 mm",
    "headerHeight": "header",
    "journeyHeaderHeight": "header within a journey",
    "footHeight": "foot",
    "pillHeight": "pills of the foot",
    "buttonHeight": "buttons",
    "keyHeight": "keys",
    "fieldHeight": "fields",
    "cardRadius": "corner of a card",
    "buttonRadius": "corner of a button",
    "edgeWidth": "edge of what can be touched",
    "lineWidth": "line of a card",
    "groundEdge": "edge of grounds in high contrast",
    "focusWidth": "the keypad's focus",
}
LINE_TOKENS = {"titleLine": "line height of titles", "textLine": "line height of texts"}
MODE_TOKENS = {
    "strong": "high contrast",
    "leftToRight": "direction of the language",
    "low": "low reach",
    "wide": "wider than high",
    "compact": "little height: less is said",
    "tight": "less still",
    "oneLine": "connection beside the pills",
}
UNSHOWN_TOKENS = frozenset({"pixelScale", "family", "onward"})
"""What is no measure to look at: the display's pixels, the font's name, an icon's name."""


def _colours(_: Samples) -> tuple[Group, ...]:
    swatches = tuple(
        Specimen(
            state="",
            source="Swatch",
            properties={
                "token": token,
                "grounds": list(grounds),
                "use": use,
                "gallery": GALLERY,
            },
        )
        for token, (grounds, use) in COLOUR_TOKENS.items()
    )
    return (Group("Theme", swatches),)


def _measures(samples: Samples) -> tuple[Group, ...]:
    sizes = tuple(
        Specimen(
            state="",
            source="TypeSample",
            span=WHOLE,
            properties={"token": token, "weight": weight, "text": samples["bill"]},
        )
        for token, weight in TYPE_TOKENS.items()
    )
    weights = tuple(
        Specimen(
            state=f"{name} {weight}",
            source="WeightSample",
            span=THIRD,
            properties={"weight": weight, "text": samples["city"]},
        )
        for name, weight in WEIGHTS.items()
    )
    lines = tuple(
        Specimen(
            state="",
            source="LineSample",
            properties={"token": token, "use": use, "text": samples["sentence"]},
        )
        for token, use in LINE_TOKENS.items()
    )
    measures = tuple(
        Specimen(state="", source="Measure", properties={"token": token, "use": use}, span=WHOLE)
        for token, use in MEASURE_TOKENS.items()
    )
    modes = tuple(
        Specimen(state="", source="Switch", properties={"token": token, "use": use}, span=HALF)
        for token, use in MODE_TOKENS.items()
    )
    motion = (
        Specimen(
            state="a ring steps once a second",
            span=WHOLE,
            source="MotionSample",
            properties={"what": "ring"},
        ),
        Specimen(
            state="a light blinks once a second",
            span=WHOLE,
            source="MotionSample",
            properties={"what": "light", "text": samples.say("paying-waiting-plain")},
        ),
    )
    return (
        Group("Type: size", sizes),
        Group("Type: weight", weights),
        Group("Type: line height", lines),
        Group("Spacing and sizes", measures),
        Group("Mode: what this screen is", modes),
        Group("Motion: nothing else moves", motion),
    )


COLOURS = Page(
    "colours", "Colours", "each with its contrast on what it stands on", "palette", _colours
)
MEASURES = Page("measures", "Type, space, motion", "the rest of the tokens", "ruler", _measures)
