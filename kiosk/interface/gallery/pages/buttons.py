"""What is pressed."""

from kiosk.interface.gallery.sampling import Samples
from kiosk.interface.gallery.specimens import ITSELF, THIRD, WHOLE, Group, Page, Specimen, states


def _button(name: str, label: str, icon: str = "", *, enabled: bool = True) -> dict[str, object]:
    return {"name": name, "intent": name, "label": label, "icon": icon, "enabled": enabled}


def _surfaces(samples: Samples) -> tuple[Group, ...]:
    say = samples.say
    pay = {"label": say("review-pay"), "icon": "credit-card"}
    return (
        Group(
            "Touchable",
            tuple(
                Specimen(
                    state=each.state,
                    source="TouchableSample",
                    properties=each.properties,
                    held=each.held,
                    focused=each.focused,
                    span=THIRD,
                )
                for each in states({})
            ),
        ),
        Group(
            "PrimaryButton",
            (
                *states(pay),
                Specimen(state="without a sign", properties={"label": say("btn-next")}),
                Specimen(
                    state="long text",
                    properties=pay | {"label": say("no-paper-go-on")},
                ),
            ),
        ),
    )


def _quiet_buttons(samples: Samples) -> tuple[Group, ...]:
    say = samples.say
    cancel = {"label": say("btn-cancel")}
    return (
        Group(
            "QuietButton",
            (
                *states(cancel, span=THIRD),
                Specimen(state="with a sign", properties=cancel | {"icon": "repeat"}, span=THIRD),
                Specimen(state="long text", properties={"label": say("refused-edit")}, span=THIRD),
            ),
        ),
        Group(
            "LinkButton",
            states({"label": say("review-not-mine")}),
        ),
    )


def _bars(samples: Samples) -> tuple[Group, ...]:
    say = samples.say
    back_and_cancel = [_button("back", say("btn-back")), _button("cancel", say("btn-cancel"))]
    return (
        Group(
            "ActionBar",
            (
                Specimen(
                    state="normal",
                    span=WHOLE,
                    properties={
                        "primary": _button("primary", say("review-pay"), "credit-card"),
                        "others": back_and_cancel,
                    },
                ),
                Specimen(
                    state="one other",
                    span=WHOLE,
                    properties={
                        "primary": _button("primary", say("btn-finish")),
                        "others": [_button("again", say("help-again"))],
                    },
                ),
                Specimen(
                    state="unavailable",
                    span=WHOLE,
                    properties={
                        "primary": _button("primary", say("btn-next"), enabled=False),
                        "others": back_and_cancel,
                    },
                ),
            ),
        ),
        Group(
            "WaysBack",
            (
                Specimen(
                    state="normal",
                    span=WHOLE,
                    properties={"back": back_and_cancel[0], "cancel": back_and_cancel[1]},
                ),
            ),
        ),
    )


def _pills(samples: Samples) -> Group:
    say = samples.say
    pill = {"label": say("pill-large"), "icon": "text-aa"}
    return Group(
        "FootPill",
        (
            *states(pill, span=THIRD),
            Specimen(state="on", properties=pill | {"on": True}, span=THIRD),
            Specimen(
                state="on and focused",
                properties=pill | {"on": True},
                focused=ITSELF,
                span=THIRD,
            ),
            Specimen(state="narrow", properties=pill, width=120, span=THIRD),
        ),
    )


def _keys(samples: Samples) -> Group:
    say = samples.say
    return Group(
        "Key",
        (
            *(
                Specimen(
                    state=made.state,
                    properties=made.properties,
                    held=made.held,
                    focused=made.focused,
                    span=THIRD,
                    height=124,
                )
                for made in states({"label": samples.writing.digits("5")})
            ),
            Specimen(
                state="quiet",
                properties={"label": say("entry-erase"), "icon": "backspace", "quiet": True},
                span=THIRD,
                height=124,
            ),
            Specimen(
                state="sign alone",
                properties={"icon": "backspace", "quiet": True},
                span=THIRD,
                height=124,
            ),
        ),
    )


def _build(samples: Samples) -> tuple[Group, ...]:
    return (
        *_surfaces(samples),
        *_quiet_buttons(samples),
        *_bars(samples),
        _pills(samples),
        _keys(samples),
    )


BUTTONS = Page(
    "buttons", "Buttons", "what is pressed, and how it answers", "hand-pointing", _build
)
