"""What a bank's file says of payments, on both databases: once, whole, and the same rebuilt."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from central.hub import Hub
from central.ingest.audit import verify_journals
from central.ingest.rebuild import rebuild
from central.ingesting import projections
from central.payments import Payment, money_troubles
from central.settlement import (
    BankFile,
    Days,
    Taken,
    UnmatchedMoney,
    read_bank_file,
    take_bank_file,
)
from contract.events import (
    Event,
    Outcome,
    PaymentApproved,
    PaymentRequested,
    PaymentUnknown,
)
from contract.values import jalali_local
from tests.central.console.rig import Fleet, open_test_hub
from tests.central.support.payments import AMOUNT, approved, closed, requested, started, unknown

DAY_MS = 86_400_000
HEADING = "terminal,rrn,amount,date,reference"


@pytest.fixture
def hub(tmp_path: Path, database_url: str) -> Iterator[Hub]:
    opened = open_test_hub(tmp_path, database_url)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def fleet(hub: Hub) -> Fleet:
    return Fleet(hub)


class Bank:
    """Writes rows about payments of some days ago, and has the hub take them."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.rows: list[str] = []

    def has(
        self, days_ago: int, rrn: str, amount: int = AMOUNT, reference: str = "",
        time: bool = False, terminal: str = "T1",
    ) -> "Bank":  # fmt: skip
        date, clock = jalali_local(self.hub.now_ms() - days_ago * DAY_MS)
        when = f"{date.text} {clock}" if time else date.text
        self.rows.append(f"{terminal},{rrn},{amount},{when},{reference}")
        return self

    def sends(self) -> Taken:
        data = "\n".join((HEADING, *self.rows)).encode()
        self.rows = []
        file = read_bank_file("bank.csv", data)
        return take_bank_file(self.hub, file, Days(), "test", projections())


@pytest.fixture
def bank(hub: Hub) -> Bank:
    return Bank(hub)


def paid(rrn: str, reference: str) -> list[Event]:
    word: PaymentApproved = replace(approved(reference), rrn=rrn)
    return [started(rrn), requested(reference), word, closed()]


def lost(reference: str) -> list[Event]:
    asked: PaymentRequested = requested(reference)
    silent: PaymentUnknown = unknown(reference)
    return [started(reference), asked, silent, closed(Outcome.UNKNOWN)]


def payment(hub: Hub, transaction: bytes) -> Payment:
    with hub.sessions.reading() as session:
        row = session.get(Payment, (transaction, 0))
    assert row is not None
    return row


def test_a_paid_payment_is_settled_when_the_bank_has_it(
    hub: Hub, fleet: Fleet, bank: Bank
) -> None:
    transaction = fleet.pay(fleet.kiosk("خیام"), paid("501", "ra"), ago_ms=2 * DAY_MS)
    taken = bank.has(2, "501").has(0, "999").sends()
    row = payment(hub, transaction)
    assert (row.state, row.settled, row.disputed) == ("approved", "paid", False)
    assert row.settled_ms is not None
    assert [left.rrn for left in taken.verdicts.unmatched] == ["999"]


@pytest.mark.parametrize(("reference", "time"), [("ra", False), ("", True)])
def test_an_unknown_payment_that_the_bank_has_becomes_paid(
    hub: Hub, fleet: Fleet, bank: Bank, reference: str, time: bool
) -> None:
    transaction = fleet.pay(fleet.kiosk("خیام"), lost("ra"), ago_ms=2 * DAY_MS)
    bank.has(2, "777", reference=reference, time=time).sends()
    row = payment(hub, transaction)
    assert (row.state, row.settled, row.disputed) == ("approved", "paid", False)
    assert (row.rrn, row.found_by, row.approved_amount) == ("777", "bank", AMOUNT)
    with hub.sessions.reading() as session:
        assert money_troubles(session) == {}


def test_an_unknown_payment_of_a_covered_day_that_the_bank_has_not_was_not_taken(
    hub: Hub, fleet: Fleet, bank: Bank
) -> None:
    kiosk = fleet.kiosk("خیام")
    covered = fleet.pay(kiosk, lost("ra"), ago_ms=2 * DAY_MS)
    last_day = fleet.pay(kiosk, lost("rb"), ago_ms=1 * DAY_MS)
    bank.has(3, "1", 5_000).has(1, "2", 6_000).sends()
    assert (payment(hub, covered).state, payment(hub, covered).settled) == (
        "declined",
        "not_taken",
    )
    assert payment(hub, last_day).state == "unknown"


def test_days_before_any_file_say_nothing_of_a_payment(hub: Hub, fleet: Fleet, bank: Bank) -> None:
    transaction = fleet.pay(fleet.kiosk("خیام"), lost("ra"), ago_ms=9 * DAY_MS)
    bank.has(3, "1", 5_000).has(1, "2", 6_000).sends()
    assert payment(hub, transaction).state == "unknown"


def test_daily_files_together_cover_a_day(hub: Hub, fleet: Fleet, bank: Bank) -> None:
    transaction = fleet.pay(fleet.kiosk("خیام"), lost("ra"), ago_ms=2 * DAY_MS)
    bank.has(2, "1", 5_000).sends()
    assert payment(hub, transaction).state == "unknown"
    bank.has(1, "2", 6_000).sends()
    assert payment(hub, transaction).settled == "not_taken"


def test_a_row_that_may_be_of_an_unknown_payment_leaves_it_unknown(
    hub: Hub, fleet: Fleet, bank: Bank
) -> None:
    transaction = fleet.pay(fleet.kiosk("خیام"), lost("ra"), ago_ms=3 * DAY_MS)
    taken = bank.has(3, "777").has(1, "2", 6_000).sends()
    assert payment(hub, transaction).state == "unknown"
    assert [each.transaction for each in taken.verdicts.unsure] == [transaction]


def test_another_amount_and_a_missing_payment_are_shown_to_a_person(
    hub: Hub, fleet: Fleet, bank: Bank
) -> None:
    kiosk = fleet.kiosk("خیام")
    other = fleet.pay(kiosk, paid("501", "ra"), ago_ms=3 * DAY_MS)
    missing = fleet.pay(kiosk, paid("502", "rb"), ago_ms=2 * DAY_MS)
    bank.has(3, "501", AMOUNT - 1_000).has(1, "2", 6_000).sends()
    assert (payment(hub, other).settled, payment(hub, other).disputed) == ("other_amount", True)
    assert (payment(hub, missing).settled, payment(hub, missing).state) == ("missing", "approved")


def test_a_late_row_makes_good_what_was_missing(hub: Hub, fleet: Fleet, bank: Bank) -> None:
    transaction = fleet.pay(fleet.kiosk("خیام"), paid("502", "rb"), ago_ms=3 * DAY_MS)
    bank.has(4, "1", 5_000).has(2, "2", 6_000).sends()
    assert payment(hub, transaction).settled == "missing"
    bank.has(2, "502").sends()
    row = payment(hub, transaction)
    assert (row.settled, row.disputed) == ("paid", False)


def test_money_is_explained_when_its_kiosk_comes_online_and_the_next_file_is_taken(
    hub: Hub, fleet: Fleet, bank: Bank
) -> None:
    bank.has(3, "501").sends()
    with hub.sessions.reading() as session:
        assert [row.rrn for row in session.scalars(select(UnmatchedMoney))] == ["501"]
    fleet.pay(fleet.kiosk("خیام"), paid("501", "ra"), ago_ms=3 * DAY_MS)
    bank.has(3, "501").has(1, "2").sends()
    with hub.sessions.reading() as session:
        assert [row.rrn for row in session.scalars(select(UnmatchedMoney))] == ["2"]


def test_the_same_file_twice_changes_nothing(hub: Hub, fleet: Fleet, bank: Bank) -> None:
    fleet.pay(fleet.kiosk("خیام"), paid("501", "ra"), ago_ms=2 * DAY_MS)
    assert not bank.has(2, "501").has(1, "9").sends().again
    before = everything(hub)
    assert bank.has(2, "501").has(1, "9").sends().again
    assert everything(hub) == before


def test_an_overlapping_file_tells_only_what_is_new(hub: Hub, fleet: Fleet, bank: Bank) -> None:
    kiosk = fleet.kiosk("خیام")
    fleet.pay(kiosk, paid("501", "ra"), ago_ms=3 * DAY_MS)
    fleet.pay(kiosk, paid("502", "rb"), ago_ms=2 * DAY_MS)
    bank.has(3, "501").sends()
    taken = bank.has(3, "501").has(2, "502").sends()
    assert (taken.verdicts.known, len(taken.verdicts.settled)) == (1, 1)


def test_rebuilding_gives_the_identical_views_and_the_chain_holds(
    hub: Hub, fleet: Fleet, bank: Bank
) -> None:
    kiosk = fleet.kiosk("خیام")
    for name, ago in (("ra", 4), ("rb", 3), ("rc", 2)):
        fleet.pay(kiosk, lost(name), ago_ms=ago * DAY_MS)
        fleet.pay(kiosk, paid(f"50{ago}", f"{name}x"), ago_ms=ago * DAY_MS)
    bank.has(4, "504").has(4, "880", reference="ra").has(3, "503", 7).has(1, "9", 5).sends()
    before = everything(hub)
    with hub.engine.begin() as connection:
        rebuild(connection, projections(), lambda _done, _total: None)
    assert everything(hub) == before
    with hub.engine.connect() as connection:
        assert not [report for report in verify_journals(connection, "hub") if report.fault]


def everything(hub: Hub) -> list[list[tuple[object, ...]]]:
    tables = (
        select(Payment.__table__).order_by("transaction_id", "branch"),
        select(BankFile.__table__).order_by("file"),
        select(UnmatchedMoney.__table__).order_by("terminal", "rrn"),
    )
    with hub.engine.connect() as connection:
        return [[tuple(row) for row in connection.execute(table)] for table in tables]
