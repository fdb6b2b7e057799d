"""When an answer of Caisse-AP counts, and what it counts for."""

from dataclasses import replace

import pytest

from contract.values import MaskedPan, Rial
from hardware.terminals.caisse_ap.messages import Action, Answer, Request, Till
from hardware.terminals.caisse_ap.verdict import judge
from hardware.terminals.identity import TerminalIdentity
from hardware.terminals.port import (
    Approved,
    Declined,
    DeclineReason,
    Uncertain,
    UncertainReason,
)

IDENTITY = TerminalIdentity("12345678", "1999403")
REQUEST = Request(Till(), Action.DEBIT, Rial(12345))
DONE = Answer(
    result="10",
    amount="12345",
    currency="364",
    till="01",
    action="0",
    rrn="184117",
    pan=MaskedPan("603799******0014"),
    merchant_id="1999403",
)


def test_done_and_all_as_asked_is_an_approval() -> None:
    assert judge(DONE, REQUEST, IDENTITY) == Approved(
        amount=Rial(12345),
        rrn="184117",
        trace="",
        terminal="12345678",
        pan=MaskedPan("603799******0014"),
        merchant="1999403",
    )


def test_zeros_before_the_amount_do_not_matter() -> None:
    assert isinstance(judge(replace(DONE, amount="00012345"), REQUEST, IDENTITY), Approved)


def test_no_bank_need_have_been_asked() -> None:
    verdict = judge(replace(DONE, rrn=None), REQUEST, IDENTITY)
    assert isinstance(verdict, Approved)
    assert verdict.rrn == ""


@pytest.mark.parametrize("result", ["10", "01"])
@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (replace(DONE, amount="12346"), UncertainReason.OTHER_AMOUNT),
        (replace(DONE, amount="1234"), UncertainReason.OTHER_AMOUNT),
        (replace(DONE, amount="-12345"), UncertainReason.OTHER_AMOUNT),
        (replace(DONE, amount=None), UncertainReason.OTHER_AMOUNT),
        (replace(DONE, currency="978"), UncertainReason.OTHER_AMOUNT),
        (replace(DONE, currency=None), UncertainReason.OTHER_AMOUNT),
        (replace(DONE, till="02"), UncertainReason.OTHER_REFERENCE),
        (replace(DONE, till=None), UncertainReason.OTHER_REFERENCE),
        (replace(DONE, action="1"), UncertainReason.OTHER_REFERENCE),
        (replace(DONE, action=None), UncertainReason.OTHER_REFERENCE),
        (replace(DONE, merchant_id="1999404"), UncertainReason.OTHER_MERCHANT),
    ],
)
def test_an_answer_to_something_else_counts_for_nothing(
    result: str, told: Answer, reason: UncertainReason
) -> None:
    verdict = judge(replace(told, result=result), REQUEST, IDENTITY)
    assert isinstance(verdict, Uncertain)
    assert verdict.reason is reason


@pytest.mark.parametrize(
    ("detail", "declined"),
    [
        ("00", Declined("00", DeclineReason.TERMINAL_REFUSED)),
        ("02", Declined("02", DeclineReason.BANK_REFUSED)),
        ("04", Declined("04", DeclineReason.BANK_REFUSED)),
        ("04148HOLDER INVALID", Declined("0414", DeclineReason.CARD_REFUSED)),  # Fidecoin's
        ("0451" + " " * 25, Declined("0451", DeclineReason.NO_FUNDS)),
        ("0455" + " " * 25, Declined("0455", DeclineReason.WRONG_PIN)),
        ("0499" + " " * 25, Declined("04", DeclineReason.BANK_REFUSED)),
        ("05", Declined("05", DeclineReason.NOT_PERMITTED)),
        ("06", Declined("06", DeclineReason.CANCELLED)),
        ("08", Declined("08", DeclineReason.TIMED_OUT)),
        ("09", Declined("09", DeclineReason.TERMINAL_REFUSED)),
        ("11", Declined("11", DeclineReason.CANCELLED)),
        ("13", Declined("13", DeclineReason.TERMINAL_REFUSED)),
        ("", Declined("01", DeclineReason.TERMINAL_REFUSED)),
        (None, Declined("01", DeclineReason.TERMINAL_REFUSED)),
    ],
)
def test_what_was_not_done_says_why(detail: str | None, declined: Declined) -> None:
    refused = replace(DONE, result="01", detail=detail)
    assert judge(refused, REQUEST, IDENTITY) == declined


@pytest.mark.parametrize(
    ("result", "detail"),
    [("11", None), ("00", None), ("99", None), ("01", "01"), ("01", "03"), ("10", "04")],
)
def test_a_result_that_is_unknown_or_contradicts_itself_is_uncertain(
    result: str, detail: str | None
) -> None:
    verdict = judge(replace(DONE, result=result, detail=detail), REQUEST, IDENTITY)
    assert isinstance(verdict, Uncertain)
    assert verdict.reason is UncertainReason.TERMINAL_FAULT
