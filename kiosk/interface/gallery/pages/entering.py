"""What is typed or scanned."""

from kiosk.interface.gallery.sampling import Samples
from kiosk.interface.gallery.specimens import WHOLE, Group, Page, Properties, Specimen


def _field(samples: Samples, digits: str, **more: object) -> Properties:
    value = samples.writing.grouped_code(digits)
    return {"fieldName": "field", "label": samples.say("entry-bill"), "value": value, **more}


def _id_fields(samples: Samples) -> Group:
    say = samples.say
    wrong = say("entry-error-wrong_digit")
    bill = "1000012726167"
    return Group(
        "IdField",
        (
            Specimen(state="empty", span=WHOLE, properties=_field(samples, "")),
            Specimen(state="active", span=WHOLE, properties=_field(samples, "1000", active=True)),
            Specimen(state="normal", span=WHOLE, properties=_field(samples, bill)),
            Specimen(state="pressed", span=WHOLE, properties=_field(samples, bill), held="field"),
            Specimen(
                state="focused by keypad",
                span=WHOLE,
                properties=_field(samples, bill),
                focused="field",
            ),
            Specimen(
                state="error",
                span=WHOLE,
                properties=_field(samples, bill, active=True, error=wrong),
            ),
            Specimen(state="side by side", properties=_field(samples, bill, active=True)),
            Specimen(state="side by side, error", properties=_field(samples, bill, error=wrong)),
        ),
    )


def _typed_fields(samples: Samples) -> Group:
    say = samples.say
    return Group(
        "TypedField",
        (
            Specimen(
                state="empty",
                span=WHOLE,
                properties={"placeholder": say("info-search-placeholder")},
            ),
            Specimen(state="normal", span=WHOLE, properties={"value": samples["typed"]}),
            Specimen(
                state="longer than its place: what is typed last stays in sight",
                span=WHOLE,
                properties={"value": samples["typed_long"]},
            ),
        ),
    )


def _keypads(samples: Samples) -> Group:
    say = samples.say
    digits = list(samples.writing.digits("0123456789"))
    keypad = {
        "digits": digits,
        "eraseLabel": say("entry-erase"),
        "clearLabel": say("entry-clear"),
    }
    return Group(
        "Keypad",
        (
            Specimen(state="normal", properties=keypad, span=WHOLE),
            Specimen(
                state="pressed and focused",
                properties=keypad,
                span=WHOLE,
                held="key_5",
                focused="key_9",
            ),
        ),
    )


def _keyboards(samples: Samples) -> Group:
    say = samples.say
    keys = {
        "layout": say("language-keyboard"),
        "spaceLabel": say("key-space"),
        "halfSpaceLabel": say("key-half-space"),
        "eraseLabel": say("key-erase"),
    }
    other = "latin" if keys["layout"] == "persian" else "persian"
    return Group(
        "Keyboard",
        (
            Specimen(state="normal", span=WHOLE, properties=keys),
            Specimen(
                state="the other layout",
                span=WHOLE,
                properties={**keys, "layout": other},
                held="key_b",
                focused="key_layout",
            ),
        ),
    )


def _entry_columns(samples: Samples) -> Group:
    say = samples.say
    digits = list(samples.writing.digits("0123456789"))
    asked = {"id": "card", "label": say("receipts-card"), "value": "", "active": True}
    amount = {"id": "amount", "label": say("receipts-amount"), "value": "", "active": False}
    entry = {
        "fields": [asked, amount],
        "digits": digits,
        "erase_label": say("entry-erase"),
        "clear_label": say("entry-clear"),
    }
    return Group(
        "EntryColumns",
        (Specimen(state="normal", span=WHOLE, properties={"model": entry}, height=880),),
    )


def _scan_hints(samples: Samples) -> Group:
    say = samples.say
    return Group(
        "ScanHint",
        (
            Specimen(
                state="normal", span=WHOLE, properties={"text": say("entry-scan")}, height=440
            ),
            Specimen(state="low", span=WHOLE, properties={"text": say("entry-scan")}, height=240),
            Specimen(state="narrow", properties={"text": say("receipts-scan")}, height=300),
        ),
    )


def _build(samples: Samples) -> tuple[Group, ...]:
    return (
        _id_fields(samples),
        _typed_fields(samples),
        _keypads(samples),
        _keyboards(samples),
        _entry_columns(samples),
        _scan_hints(samples),
    )


ENTERING = Page("entering", "Entering", "what is typed or scanned", "keyboard", _build)
