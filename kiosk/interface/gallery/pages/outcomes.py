"""What has come of it, and what the machine is doing."""

from kiosk.boundary.parts import Notice
from kiosk.interface.gallery.sampling import Samples, plain
from kiosk.interface.gallery.specimens import HALF, THIRD, WHOLE, Group, Page, Specimen

_CODE = "PSH1.8000000114.1193000.kQm2v9mYyq3pV0bHn7dJx5sWc4uT8zLe6rAg1fKi0oN"


def _notices(samples: Samples) -> list[dict[str, object]]:
    say = samples.say
    age = samples.code("8:15")
    return [
        plain(Notice("notice", "cloud-slash", say("review-as-of", age=age))),
        plain(Notice("danger", "warning", say("check-revoked-body", phone=samples.code("137")))),
        plain(Notice("good", "check-circle", say("check-is-settled-body"))),
    ]


def _outcomes(samples: Samples) -> Group:
    say = samples.say
    told = (
        ("good", "check-circle", "done-paid", "done-paid-body"),
        ("notice", "x-circle", "check-is-not_taken", "refused-zero_amount-body"),
        ("danger", "clock-countdown", "printing-unknown", "printing-unknown-body"),
    )
    return Group(
        "OutcomeHead",
        tuple(
            Specimen(
                state=tone,
                span=WHOLE,
                properties={
                    "tone": tone,
                    "icon": icon,
                    "headline": say(headline),
                    "body": say(body),
                },
            )
            for tone, icon, headline, body in told
        ),
    )


def _rings(samples: Samples) -> Group:
    del samples
    return Group(
        "Ring",
        tuple(
            Specimen(
                state=state,
                span=THIRD,
                width=240,
                height=240,
                properties={"remaining": left, "total": 120, "icon": "credit-card"},
            )
            for state, left in (("full", 120), ("a third left", 40), ("over", 0))
        ),
    )


def _to_photograph(samples: Samples) -> Group:
    say = samples.say
    tracking = {"label": say("paper-tracking"), "grouped": samples.code("8000 0001 14")}
    rows = [
        samples.row("review-for", samples["bill"]),
        samples.row("receipts-when", samples.code("1405/09/02 10:42")),
    ]
    shared = {
        "code": _CODE,
        "rows": rows,
        "sum": samples.amount(1_193_000),
        "tracking": tracking,
    }
    return Group(
        "PhotoCard",
        (
            Specimen(
                state="normal", span=WHOLE, properties=shared | {"hint": say("receipts-scan")}
            ),
            Specimen(
                state="without a hint",
                span=WHOLE,
                properties=shared,
            ),
        ),
    )


def _outcomes_and_signs(samples: Samples) -> tuple[Group, ...]:
    return (
        _outcomes(samples),
        Group(
            "Medallion",
            (
                Specimen(
                    state="normal",
                    span=HALF,
                    width=184,
                    properties={"icon": "storefront", "diameter": 184},
                ),
                Specimen(
                    state="small",
                    span=HALF,
                    width=120,
                    properties={"icon": "storefront", "diameter": 120},
                ),
            ),
        ),
    )


def _all_notices(samples: Samples) -> tuple[Group, ...]:
    say = samples.say
    notices = _notices(samples)
    return (
        Group(
            "Notice",
            (
                *(
                    Specimen(state=str(notice["tone"]), span=WHOLE, properties=notice)
                    for notice in notices
                ),
                Specimen(
                    state="short",
                    properties={"icon": "info", "text": say("home-paper-low")},
                ),
            ),
        ),
        Group(
            "Notices",
            (
                Specimen(state="several", span=WHOLE, properties={"notices": notices[:2]}),
                Specimen(state="empty", span=WHOLE, properties={"notices": []}),
            ),
        ),
    )


def _waiting(samples: Samples) -> tuple[Group, ...]:
    say = samples.say
    return (
        Group(
            "WaitingPill",
            (
                Specimen(
                    state="normal",
                    span=WHOLE,
                    width=1,
                    properties={"text": say("paying-waiting-plain")},
                ),
                Specimen(
                    state="long text",
                    span=WHOLE,
                    width=1,
                    properties={"text": say("printing-progress")},
                ),
            ),
        ),
        _rings(samples),
    )


def _codes(samples: Samples) -> tuple[Group, ...]:
    say = samples.say
    return (
        Group(
            "TrackingCode",
            (
                Specimen(
                    state="normal",
                    span=WHOLE,
                    properties={
                        "label": say("paper-tracking"),
                        "code": samples.code("8000 0001 14"),
                    },
                ),
            ),
        ),
        _to_photograph(samples),
        Group(
            "QrCode",
            (
                Specimen(state="normal", width=300, height=300, properties={"text": _CODE}),
                Specimen(state="empty", width=300, height=300, properties={"text": ""}),
            ),
        ),
    )


def _build(samples: Samples) -> tuple[Group, ...]:
    return (
        *_outcomes_and_signs(samples),
        *_all_notices(samples),
        *_waiting(samples),
        *_codes(samples),
    )


OUTCOMES = Page("outcomes", "Outcomes", "what has come of it, what goes on", "seal-check", _build)
