"""Texts: what all words on a screen are set with."""

from kiosk.interface.gallery.sampling import Samples
from kiosk.interface.gallery.specimens import HALF, WHOLE, WIDTH, Group, Page, Specimen

_MANY = 128_976_543_000


def _plain_texts(samples: Samples) -> tuple[Group, ...]:
    say = samples.say
    sentence = samples["sentence"]
    return (
        Group(
            "KioskText",
            (
                Specimen(state="a word", properties={"text": samples["bill"]}),
                Specimen(
                    state="code, left to right", properties={"text": samples.code("2-14-108")}
                ),
                Specimen(
                    state="several lines",
                    span=WHOLE,
                    properties={"text": sentence, "wrapMode": 1, "lineHeight": 1.08},
                ),
            ),
        ),
        Group(
            "Headline",
            (
                Specimen(
                    state="in low reach it gives way to the crown",
                    span=WHOLE,
                    properties={"text": say("entry-title")},
                ),
                Specimen(
                    state="long, and always there",
                    span=WHOLE,
                    properties={"text": samples["headline_long"], "always": True},
                ),
            ),
        ),
    )


def _centred_texts(samples: Samples) -> tuple[Group, ...]:
    say = samples.say
    sentence = samples["sentence"]
    room = {"room": WIDTH}
    outcome = say("refused-result_unknown")
    unknown = say("refused-result_unknown-body", phone=samples.code("137"))
    return (
        Group(
            "BalancedText",
            (
                Specimen(
                    state="lines of one length", span=WHOLE, properties={"text": sentence} | room
                ),
            ),
        ),
        Group(
            "CentredText",
            (
                Specimen(state="short", properties={"text": samples["bill"]} | room),
                Specimen(state="long", properties={"text": samples["address"]} | room),
            ),
        ),
        Group(
            "CentredHeadline",
            (
                Specimen(state="short", span=WHOLE, properties={"text": say("done-paid")} | room),
                Specimen(state="long", span=WHOLE, properties={"text": outcome} | room),
            ),
        ),
        Group(
            "CentredBody",
            (
                Specimen(
                    state="long",
                    span=WHOLE,
                    properties={"text": unknown} | room,
                ),
            ),
        ),
    )


def _amounts(samples: Samples) -> Group:
    return Group(
        "AmountText",
        (
            Specimen(state="normal", span=WHOLE, properties={"sum": samples.amount(1_193_000)}),
            Specimen(
                state="centred, without words",
                span=WHOLE,
                properties={
                    "sum": samples.amount(1_193_000),
                    "centred": True,
                    "inWords": False,
                },
            ),
            Specimen(
                state="as much as it may be",
                span=WHOLE,
                properties={"sum": samples.amount(_MANY)},
            ),
            Specimen(
                state="smaller",
                span=HALF,
                properties={"sum": samples.amount(85_000), "size": 56, "inWords": False},
            ),
        ),
    )


def _build(samples: Samples) -> tuple[Group, ...]:
    return (*_plain_texts(samples), *_centred_texts(samples), _amounts(samples))


WRITING = Page("texts", "Texts", "words, headlines, amounts", "text-aa", _build)
