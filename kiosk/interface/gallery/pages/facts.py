"""What one reads before deciding."""

from msgspec.structs import replace

from kiosk.boundary.parts import Row, Sum
from kiosk.boundary.screens.information import Paragraph
from kiosk.boundary.screens.pay import BillCard, Due
from kiosk.boundary.screens.receipts import Mark
from kiosk.interface.gallery.sampling import Samples, plain
from kiosk.interface.gallery.specimens import WHOLE, Group, Page, Specimen

_BILL, _PAYMENT = "1000012726167", "119350102"


def _dues(samples: Samples) -> list[dict[str, object]]:
    say = samples.say
    return [
        plain(Due(label=samples["levy"], value=samples.sum(1_325_556), rule=samples["levy_rule"])),
        plain(
            Due(
                label=samples["discount"],
                value=samples.sum(-132_556),
                tone="good",
                mark=say("review-discount"),
            )
        ),
        plain(
            Due(
                label=samples["penalty"],
                value=samples.sum(66_278),
                tone="notice",
                mark=say("review-penalty"),
                rule=samples["penalty_rule"],
            )
        ),
    ]


def _facts(samples: Samples) -> list[dict[str, object]]:
    return [
        samples.row("review-for", samples["bill"]),
        samples.row("review-owner", samples["owner"]),
        samples.row("review-address", samples["address_long"]),
        samples.row("review-bill", samples.code(_BILL)),
    ]


def _bills(samples: Samples) -> Group:
    say = samples.say
    bill = BillCard(
        id="first",
        title=samples["bill"],
        lines=(samples["address"],),
        code=Row(say("review-bill"), samples.code(_BILL)),
        value=samples.sum(1_193_000),
        remove=say("review-remove"),
    )
    instalment = say("review-instalment-of", number=samples.code("2"), of=samples.code("4"))
    long = replace(bill, title=samples["bill_long"], lines=(samples["address_long"], instalment))
    unknown = replace(
        bill, title=say("review-plain-bill"), lines=(), warning=say("review-card-unverified")
    )
    return Group(
        "BillCard",
        (
            Specimen(state="normal", span=WHOLE, properties={"bill": plain(bill)}),
            Specimen(
                state="pressed", span=WHOLE, properties={"bill": plain(bill)}, held="remove_first"
            ),
            Specimen(
                state="focused by keypad",
                span=WHOLE,
                properties={"bill": plain(bill)},
                focused="remove_first",
            ),
            Specimen(state="long text", span=WHOLE, properties={"bill": plain(long)}),
            Specimen(state="with a warning", span=WHOLE, properties={"bill": plain(unknown)}),
        ),
    )


def _sums(samples: Samples) -> Group:
    return Group(
        "SumRow",
        tuple(
            Specimen(
                state=tone,
                span=WHOLE,
                properties={"label": samples[label], "value": samples.sum(rials), "tone": tone},
            )
            for tone, label, rials in (
                ("plain", "levy", 1_325_556),
                ("good", "discount", -132_556),
                ("notice", "penalty", 66_278),
            )
        ),
    )


def _rows(samples: Samples) -> Group:
    say = samples.say
    return Group(
        "FactRow",
        (
            Specimen(
                state="normal",
                span=WHOLE,
                properties={"label": say("review-owner"), "value": samples["owner"]},
            ),
            Specimen(
                state="long text",
                span=WHOLE,
                properties={"label": say("review-address"), "value": samples["address_long"]},
            ),
            Specimen(
                state="long label, no rule under it",
                span=WHOLE,
                properties={
                    "label": say("receipts-card"),
                    "value": samples.code("0014"),
                    "ruled": False,
                },
            ),
        ),
    )


def _marks(samples: Samples) -> Group:
    say = samples.say
    told = (
        Mark(
            label=say("check-mark-recorded"),
            state="done",
            text=say("check-recorded-here", place=samples["place"]),
        ),
        Mark(label=say("check-mark-reached"), state="waiting", text=say("check-reached-not_yet")),
        Mark(label=say("check-mark-settled"), state="open", text=say("check-settled-open")),
        Mark(label=say("check-mark-reached"), state="failed", text=say("check-reached-disputed")),
    )
    return Group(
        "MarkRow",
        tuple(
            Specimen(state=mark.state, span=WHOLE, properties={"mark": plain(mark)})
            for mark in told
        ),
    )


def _build(samples: Samples) -> tuple[Group, ...]:
    say, facts, dues = samples.say, _facts(samples), _dues(samples)
    sums = [
        plain(Sum(samples["levy"], samples.sum(1_325_556))),
        plain(Sum(samples["discount"], samples.sum(-132_556), "good")),
    ]
    paragraph = Paragraph(
        heading=say("info-documents"), lines=tuple(samples.many("documents")), icon="file-text"
    )
    plain_one = Paragraph(
        heading=say("info-where"), lines=(say("info-anywhere"),), icon="map-pin", listed=False
    )
    return (
        Group("Card", (Specimen(state="normal", span=WHOLE, height=96),)),
        _rows(samples),
        _sums(samples),
        Group(
            "DueRow",
            tuple(
                Specimen(state=str(due["tone"]), span=WHOLE, properties={"due": due})
                for due in dues
            ),
        ),
        Group(
            "FactCard",
            (
                Specimen(state="normal", span=WHOLE, properties={"rows": facts, "sums": sums}),
                Specimen(state="facts alone", span=WHOLE, properties={"rows": facts[:2]}),
            ),
        ),
        Group(
            "DueCard",
            (Specimen(state="normal", span=WHOLE, properties={"rows": facts[:2], "dues": dues}),),
        ),
        _bills(samples),
        Group(
            "ParagraphCard",
            (
                Specimen(state="a list", span=WHOLE, properties={"paragraph": plain(paragraph)}),
                Specimen(state="a text", span=WHOLE, properties={"paragraph": plain(plain_one)}),
            ),
        ),
        _marks(samples),
    )


FACTS = Page("facts", "Facts and sums", "what one reads before deciding", "list-checks", _build)
