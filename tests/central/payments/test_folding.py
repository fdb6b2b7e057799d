"""One payment folded from its events: every outcome, every contradiction, no money unseen."""

import itertools
from typing import get_args

import pytest

from central.ingest import Fact
from central.payments import PaymentState, fold
from central.payments.folding import STATES
from contract.events import (
    BillsStarted,
    BillStanding,
    OneBillStarted,
    Outcome,
    PaymentEvent,
    ReceiptNotPrinted,
    ReceiptPrinted,
    ReceiptRequested,
    ReceiptUncertain,
)
from tests.central.support.kiosk import NOON_MS
from tests.central.support.payments import (
    AMOUNT,
    approved,
    closed,
    declined,
    requested,
    started,
    unknown,
)

TRANSACTION = b"t" * 16
JOURNAL = b"j" * 16


def fact(seq: int, event: PaymentEvent, **changes: object) -> Fact:
    fields = {
        "ingest_id": 100 + seq,
        "journal": JOURNAL,
        "branch": 0,
        "seq": seq,
        "device": "k-1",
        "transaction": TRANSACTION,
        "utc_ms": NOON_MS + seq,
        "quality": 3,
        "received_ms": NOON_MS + 60_000,
        "event": event,
    }
    return Fact(**(fields | changes))  # type: ignore[arg-type]


def folded(*events: PaymentEvent) -> PaymentState:
    state: PaymentState | None = None
    for seq, event in enumerate(events, start=1):
        state = fold(state, fact(seq, event), event)
    assert state is not None
    return state


@pytest.mark.parametrize(
    ("events", "state", "is_closed"),
    [
        ([started()], "started", False),
        ([started(), requested()], "requested", False),
        ([started(), requested(), approved()], "approved", False),
        ([started(), requested(), approved(), closed()], "approved", True),
        ([started(), requested(), declined(), closed(Outcome.DECLINED)], "declined", True),
        ([started(), requested(), unknown(), closed(Outcome.UNKNOWN)], "unknown", True),
        ([started(), requested(), unknown(), approved()], "approved", False),
        ([started(), requested(), unknown(), declined()], "declined", False),
        ([started(), closed(Outcome.ABANDONED)], "abandoned", True),
        ([started(), requested(), declined(), requested("r2"), approved("r2")], "approved", False),
        ([started(), requested(), declined(), closed(Outcome.ABANDONED)], "declined", True),
    ],
)
def test_each_course_ends_in_its_state(
    events: list[PaymentEvent], state: str, is_closed: bool
) -> None:
    result = folded(*events)
    assert (result.state, result.closed, result.disputed) == (state, is_closed, False)


def test_an_approval_brings_all_that_the_terminal_said() -> None:
    result = folded(started(), requested(), approved())
    assert (result.amount, result.approved_amount) == (AMOUNT, AMOUNT)
    assert (result.rrn, result.trace, result.terminal) == ("898194184", "227494", "T1")
    assert (result.pan, result.found_by) == ("603799******0014", "answer")
    assert (result.decided_ms, result.approved_id) == (NOON_MS + 3, 103)
    assert (result.first_seq, result.last_seq) == (1, 3)


@pytest.mark.parametrize("later", [declined(), unknown(), requested("r2"), approved("r2")])
def test_money_taken_is_never_folded_away(later: PaymentEvent) -> None:
    result = folded(started(), requested(), approved(), later)
    assert (result.state, result.approved_amount, result.rrn) == ("approved", AMOUNT, "898194184")
    assert result.disputed


def test_the_same_approval_said_twice_is_one() -> None:
    assert not folded(started(), requested(), approved(), approved()).disputed


@pytest.mark.parametrize(
    "events",
    [
        [started(), requested(), approved(amount=AMOUNT + 1_000)],
        [started(), requested(), approved("another")],
        [started(), requested(), unknown(), requested("r2")],
        [started(), requested(), unknown(), declined("r2")],
        [started(), started()],
        [started(), requested(), closed(Outcome.PAID)],
        [started(), requested(), closed(Outcome.ABANDONED)],
    ],
)
def test_what_contradicts_itself_needs_a_person(events: list[PaymentEvent]) -> None:
    assert folded(*events).disputed


def test_an_unknown_payment_stays_unknown_while_another_is_asked_for() -> None:
    result = folded(started(), requested(), unknown(), requested("r2"))
    assert (result.state, result.reference) == ("unknown", "r1")


def test_an_approval_whose_beginning_was_lost_is_still_money() -> None:
    result = folded(approved(), closed())
    assert (result.state, result.approved_amount, result.bill_count) == ("approved", AMOUNT, 0)
    assert result.disputed


@pytest.mark.parametrize(
    ("event", "receipt", "reason"),
    [
        (ReceiptRequested(job="j"), "requested", None),
        (ReceiptPrinted(job="j", proof="process_id"), "printed", None),
        (ReceiptNotPrinted(job="j", reason="paper_out"), "not_printed", "paper_out"),
        (ReceiptUncertain(job="j", reason="silent"), "uncertain", "silent"),
    ],
)
def test_a_receipt_is_what_the_printer_said_last(
    event: PaymentEvent, receipt: str, reason: str | None
) -> None:
    result = folded(started(), requested(), approved(), event)
    assert (result.receipt, result.receipt_reason, result.state) == (receipt, reason, "approved")


@pytest.mark.parametrize(
    ("utc_ms", "quality", "trusted"),
    [
        (NOON_MS, 3, True),
        (NOON_MS, 2, True),
        (NOON_MS, 1, False),
        (0, 0, False),
        (NOON_MS + 3_600_000, 2, False),
    ],
)
def test_a_clock_that_cant_be_trusted_is_dated_by_the_hub(
    utc_ms: int, quality: int, trusted: bool
) -> None:
    state = fold(None, fact(1, started(), utc_ms=utc_ms, quality=quality), started())
    assert state.at_trusted is trusted
    assert state.at_ms == (utc_ms if trusted else NOON_MS + 60_000)


def test_another_device_that_names_the_payment_changes_nothing_but_the_flag() -> None:
    before = folded(started(), requested())
    after = fold(before, fact(9, approved(), device="k-2"), approved())
    assert (after.state, after.approved_amount, after.last_seq) == ("requested", None, 2)
    assert after.disputed


def test_a_successor_journal_goes_on_with_the_payment() -> None:
    before = folded(started(), requested())
    after = fold(before, fact(2, approved(), journal=b"k" * 16), approved())
    assert (after.state, after.journal, after.last_seq) == ("approved", JOURNAL, 2)
    assert not after.disputed


OLD_STARTED = OneBillStarted(
    tracking="3056000018",
    bill_id="1117753200140",
    payment_id="12070160",
    amount=AMOUNT,
    standing=BillStanding.VERIFIED,
)
OLDER_PAPER = BillsStarted(tracking="3056000018", bills=started().bills, amount=AMOUNT)


def test_what_began_before_papers_had_a_language_is_the_same_payment() -> None:
    assert folded(OLDER_PAPER) == folded(OLDER_PAPER.in_present_form())


def test_every_state_takes_every_event() -> None:
    samples: dict[type, PaymentEvent] = {
        type(event): event
        for event in (
            started(), OLD_STARTED, OLDER_PAPER, requested(), approved(), declined(), unknown(),
            closed(),
            ReceiptRequested(job="j"), ReceiptPrinted(job="j", proof="p"),
            ReceiptNotPrinted(job="j", reason="r"), ReceiptUncertain(job="j", reason="r"),
        )
    }  # fmt: skip
    assert set(samples) == set(get_args(PaymentEvent))
    for events in itertools.product(samples.values(), repeat=3):
        assert folded(*events).state in STATES
