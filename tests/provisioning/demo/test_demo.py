"""`pishkhan demo` as a newcomer runs it: the journey without a display, and what can go wrong."""

import json
import shutil
import signal
import socket
from collections.abc import Iterator

import httpx
import pytest
import zxingcpp
from PIL import Image

from central.city.commands import SAMPLE_FOLDER
from central.city.loading import read_city_files
from central.receipts.texts import Texts
from provisioning.broker import BrokerMissing
from provisioning.broker.process import find_mosquitto
from provisioning.demo.citizen import BILL
from provisioning.demo.desk.public_page import lan_address
from tests.provisioning.city import reachable_folder
from tests.provisioning.demo.running import Visitor, free_base
from tests.support.ports import LOOPBACK
from tests.support.waiting import eventually

SCREENS = ("1-home-online", "2-entry", "3-review-offline", "4-paying", "5-recovered")
DEMO_S = 200.0


@pytest.fixture
def visitor() -> Iterator[Visitor]:
    with reachable_folder() as folder:
        yield Visitor(folder)


@pytest.mark.timeout(240)
def test_the_journey_is_played_and_everyone_counts_one(visitor: Visitor) -> None:
    running = visitor.runs("--json")
    code = running.wait(DEMO_S)
    lines = [json.loads(line) for line in running.output().splitlines() if line.startswith("{")]
    assert code == 0, running.output()
    steps = [line["step"] for line in lines if "step" in line]
    told = [
        *("line cut", "tapped", "money asked for", "power cut", "recovered", "approved"),
        *("journaled", "printed", "line back", "acknowledged", "on the hub"),
    ]
    assert [step for step in steps if step in told] == told
    assert lines[-1]["counts"] == "terminal 1 = journal 1 = paper 1 = hub 1"
    for name in SCREENS:
        with Image.open(visitor.output / f"{name}.png") as screen:
            assert screen.size == (1080, 1920)
    with Image.open(visitor.output / "receipt.png") as receipt:
        assert receipt.width == 576
    assert visitor.left_behind() == []


@pytest.mark.timeout(240)
def test_ended_in_the_middle_it_leaves_no_program_behind(visitor: Visitor) -> None:
    running = visitor.runs()
    running.until_output("hub started", 60)
    running.stop(signal.SIGINT)
    eventually(lambda: not visitor.left_behind(), "every program to end")


@pytest.mark.timeout(240)
def test_with_a_display_the_desk_opens_until_the_visitor_ends_it(visitor: Visitor) -> None:
    running = visitor.runs(display=True)
    running.until_output("Ctrl-C ends everything", 90)
    told = running.output()
    assert "https://localhost:" in told
    eventually(visitor.opened.exists, "the browser")
    assert visitor.opened.read_text().strip() in told
    assert running.stop(signal.SIGINT) == 0
    eventually(lambda: not visitor.left_behind(), "every program to end")


@pytest.mark.timeout(240)
def test_kept_after_the_journey_it_tells_the_address_of_the_desk(visitor: Visitor) -> None:
    running = visitor.runs("--keep")
    running.until_output("Ctrl-C ends everything", DEMO_S)
    assert "The desk   http://127.0.0.1:" in running.output()
    assert not visitor.opened.exists()
    assert running.stop(signal.SIGINT) == 0
    assert "terminal 1 = journal 1 = paper 1 = hub 1" in running.output().splitlines()[-1]


@pytest.mark.timeout(240)
def test_a_phone_that_scans_the_receipt_opens_the_hubs_page(visitor: Visitor) -> None:
    running = visitor.runs("--keep", "--lan")
    running.until_output("Ctrl-C ends everything", DEMO_S)
    with Image.open(visitor.output / "receipt.png") as receipt:
        (barcode,) = zxingcpp.read_barcodes(receipt.convert("L"))
    assert barcode.text.startswith(f"HTTPS://{lan_address()}:")
    told = httpx.get(barcode.text, verify=False)  # noqa: S501
    assert Texts("fa")("paid-reached") in told.text
    assert running.stop(signal.SIGINT) == 0


def test_phones_are_let_in_only_where_somebody_watches(visitor: Visitor) -> None:
    running = visitor.runs("--lan")
    assert running.wait() == 2
    assert "--keep" in running.output()


@pytest.mark.timeout(240)
def test_killed_it_leaves_no_program_behind(visitor: Visitor) -> None:
    running = visitor.runs("--keep")
    running.until_output("online", 60)
    running.signal(signal.SIGKILL)
    running.wait()
    eventually(lambda: not visitor.left_behind(), "every program to end")


def test_a_taken_port_is_named_before_anything_starts(visitor: Visitor) -> None:
    base = free_base()
    with socket.socket() as taken:
        taken.bind((LOOPBACK, base + 2))
        taken.listen()
        running = visitor.runs(base=base)
        assert running.wait() == 3
    assert f"Port {base + 2}" in running.output()
    assert "--port-base" in running.output()


def test_a_missing_broker_says_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_arguments, **_options: None)
    with pytest.raises(BrokerMissing) as missing:
        find_mosquitto()
    assert missing.value.exit_code == 3
    assert "apt-get install mosquitto" in missing.value.next_step


def test_the_bill_of_the_demo_is_an_open_bill_of_the_sample_city() -> None:
    bills = [
        bill for bill in read_city_files(SAMPLE_FOLDER).bills if bill.bill_id == BILL.bill.text
    ]
    assert [bill.state for bill in bills if bill.payment_id == BILL.payment.text] == ["open"]
