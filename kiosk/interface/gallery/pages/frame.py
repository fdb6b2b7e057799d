"""What stands around and over every screen."""

from kiosk.boundary.parts import (
    Button,
    ClockFace,
    HelpPanel,
    IdleOverlay,
    ListenBar,
    Pill,
    PlaceLine,
    StatusLine,
    Steps,
    TechnicianDoor,
)
from kiosk.boundary.parts import Ring as RingLeft
from kiosk.interface.gallery.sampling import Samples, plain
from kiosk.interface.gallery.specimens import BLEED, WHOLE, Group, Page, Properties, Specimen

_STEPS = ("step-id", "step-review", "step-pay", "step-receipt")
_STRIP = 104


def _status(samples: Samples, **changes: object) -> dict[str, object]:
    say = samples.say
    age = say("age-today", time=samples.code("10:40"))
    line = StatusLine(
        link="online",
        text=say("status-online-age", age=age),
        printer="ready",
        terminal="ready",
    )
    return {**plain(line), **changes}


def _foot(samples: Samples) -> Group:
    say = samples.say
    pills: list[dict[str, object]] = [
        plain(Pill("language", samples["other_language"], "translate")),
        plain(Pill("listen", say("pill-listen"), "ear")),
        plain(Pill("contrast", say("pill-contrast"), "circle-half")),
        plain(Pill("large", say("pill-large"), "text-aa", active=True)),
        plain(Pill("low", say("pill-low"), "wheelchair")),
        plain(Pill("help", say("pill-help"), "hand-waving")),
    ]
    offline = say("status-offline-age", age=say("age-today", time=samples.code("8:15")))
    listen = plain(_listen(samples))
    return Group(
        "StatusFoot",
        (
            Specimen(
                state="connected",
                span=BLEED,
                properties={"status": _status(samples), "pills": pills},
            ),
            Specimen(
                state="no connection, a device that fails",
                span=BLEED,
                properties={
                    "status": _status(samples, link="offline", text=offline, printer="failed"),
                    "pills": pills,
                },
                held="pill_low",
                focused="pill_contrast",
            ),
            Specimen(
                state="while read aloud",
                span=BLEED,
                above=_STRIP,
                properties={"status": _status(samples), "pills": pills, "listen": listen},
            ),
        ),
    )


def _listen(samples: Samples) -> ListenBar:
    say = samples.say
    return ListenBar(
        repeat=say("listen-repeat"),
        louder=say("listen-louder"),
        quieter=say("listen-quieter"),
        volume_text=say("listen-volume", level=samples.code("3")),
    )


def _door(samples: Samples) -> TechnicianDoor:
    return TechnicianDoor(
        text=samples.say("technician-door"), label=samples.say("technician-enter")
    )


def _overlays(samples: Samples) -> tuple[Group, ...]:
    say = samples.say
    idle = IdleOverlay(
        title=say("idle-title"),
        text=say("idle-text", seconds=samples.code("12")),
        remaining_s=12,
        more=say("idle-more"),
        close=say("idle-close"),
    )
    calling = HelpPanel(
        phase="calling",
        title=say("help-calling-title"),
        lines=(say("help-calling"), say("help-calling-safe")),
        ring=RingLeft(42, 60),
        close=say("help-back"),
        withdraw=say("help-withdraw"),
    )
    return (
        Group("Sheet", (Specimen(state="empty", span=BLEED, height=240, source="SheetSample"),)),
        Group(
            "IdleOverlay",
            (
                Specimen(
                    state="normal", span=BLEED, height=1100, properties={"model": plain(idle)}
                ),
            ),
        ),
        Group(
            "HelpOverlay",
            (
                Specimen(
                    state="a clerk is called",
                    span=BLEED,
                    height=1240,
                    properties={"model": plain(calling)},
                ),
            ),
        ),
    )


def _header(samples: Samples) -> Group:
    place = plain(PlaceLine(samples.say("city", name=samples["city"]), samples["place"]))
    clock = plain(ClockFace(samples.code("10:42"), samples.writing.digits("1405/09/02")))
    shared: Properties = {"place": place, "clock": clock}
    return Group(
        "Header",
        (
            Specimen(state="normal", span=BLEED, properties=shared),
            Specimen(state="within a journey", span=BLEED, properties={**shared, "journey": True}),
        ),
    )


def _steps(samples: Samples) -> Group:
    names = [samples.say(key) for key in _STEPS]
    return Group(
        "Steps",
        tuple(
            Specimen(state=state, span=WHOLE, properties={"names": names, "current": current})
            for state, current in (("first", 0), ("third", 2), ("last", 3))
        ),
    )


def _around(samples: Samples) -> tuple[Group, ...]:
    say = samples.say
    return (
        _header(samples),
        _steps(samples),
        _foot(samples),
        Group(
            "ListenStrip",
            (
                Specimen(
                    state="normal", span=BLEED, properties={"listen": plain(_listen(samples))}
                ),
            ),
        ),
        Group(
            "TechnicianStrip",
            (Specimen(state="normal", span=BLEED, properties={"door": plain(_door(samples))}),),
        ),
        Group(
            "LowReachCrown",
            (
                Specimen(
                    state="normal",
                    span=BLEED,
                    height=460,
                    properties={"title": say("entry-title")},
                ),
            ),
        ),
    )


def _pages(samples: Samples) -> tuple[Group, ...]:
    say = samples.say
    button = plain(Button(name="primary", intent="next", label=say("btn-next")))
    steps = plain(Steps(tuple(say(key) for key in _STEPS), 1))
    lines = samples.many("documents")
    return (
        Group(
            "ScreenPage",
            (
                Specimen(
                    state="normal",
                    span=BLEED,
                    height=120,
                    source="ScreenSample",
                    properties={"model": {"text": samples["bill"]}},
                ),
            ),
        ),
        Group(
            "JourneyPage",
            (
                Specimen(
                    state="normal",
                    span=BLEED,
                    height=340,
                    source="JourneySample",
                    properties={"model": {"steps": steps, "primary": button}},
                ),
            ),
        ),
        Group(
            "ScrollArea",
            (
                Specimen(
                    state="normal",
                    height=150,
                    source="ScrollSample",
                    properties={"lines": lines[:1]},
                ),
                Specimen(
                    state="overfull",
                    height=150,
                    source="ScrollSample",
                    properties={"lines": lines},
                ),
            ),
        ),
    )


def _over(samples: Samples) -> tuple[Group, ...]:
    return (*_overlays(samples),)


def _build(samples: Samples) -> tuple[Group, ...]:
    return (*_around(samples), *_pages(samples), *_over(samples))


FRAME = Page("frame", "Frame", "what stands around and over every screen", "frame-corners", _build)
