"""Two bills paid together without a line: the hub gets one payment of two bills, once."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from central.database import open_engine, resolve_url
from contract.values import BillPair
from provisioning.demo.citizen import BILL
from provisioning.demo.counts import hub_count, journal_count, terminal_count
from provisioning.demo.ports import DemoPorts
from provisioning.demo.stage import Stage, set_stage
from provisioning.demo.telling import Telling
from tests.end_to_end.ports import free_base
from tests.support.ready_interpreter import launch_ready
from tests.support.waiting import eventually

OTHER = BillPair.parse_barcode("10002348261600000487050149")
"""Of another property in the sample city."""


@pytest.fixture
def stage() -> Iterator[Stage]:
    with tempfile.TemporaryDirectory(prefix="pishkhan-test-") as name:
        ports, telling = DemoPorts(free_base()), Telling(as_json=True)
        with set_stage(ports, telling, Path(name), windowed=False, launch=launch_ready) as started:
            yield started


def _rows(stage: Stage, statement: str) -> list[tuple[object, ...]]:
    """From the hub's own database."""
    engine = open_engine(resolve_url({}, stage.kiosk.directory.path.parent / "hub", None))
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(statement))]


@pytest.mark.timeout(180)
def test_two_bills_paid_offline_reach_the_hub_once_as_one_payment(stage: Stage) -> None:
    kiosk, other = stage.kiosk, OTHER
    total = BILL.amount.amount + other.amount.amount
    stage.line.cut()
    eventually(lambda: kiosk.dock.screen() == "attract", "the first screen")
    kiosk.dock.tap("start")
    eventually(lambda: kiosk.dock.screen() == "home", "home")
    kiosk.devices.tell("scanner", do="scan", text=BILL.barcode())
    eventually(lambda: kiosk.dock.screen() == "bill_review", "the first bill")
    kiosk.devices.tell("scanner", do="scan", text=other.barcode())
    eventually(lambda: any("۲ قبض" in _plain(shown) for shown in kiosk.dock.texts()), "both")
    kiosk.dock.tap("primary")
    eventually(kiosk.terminal_waits, "the terminal waits for a card")
    kiosk.devices.tell("terminal", do="present_card")
    eventually(lambda: journal_count(kiosk.directory, "payment.closed") == 1, "the end")
    assert terminal_count(kiosk.devices.ledger) == 1
    stage.line.mend()
    eventually(kiosk.acknowledged, "everything is acknowledged", 90)
    eventually(lambda: hub_count(stage.city.administrator) == 1, "the payment on the hub")
    assert _rows(stage, "SELECT state, amount, approved_amount, bill_count FROM payments") == [
        ("approved", total, total, 2)
    ]
    bills = "SELECT bill_id, payment_id, amount FROM payment_bills ORDER BY position"
    assert _rows(stage, bills) == [
        (pair.bill.text, pair.payment.text, pair.amount.amount) for pair in (BILL, other)
    ]


def _plain(shown: str) -> str:
    return shown.replace("\u2068", "").replace("\u2069", "")
