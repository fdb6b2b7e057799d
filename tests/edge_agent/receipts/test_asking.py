"""A kiosk asks the real hub about a receipt, and never waits longer than it may."""

import queue
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from central.fleet import revoke
from central.hub import Hub
from contract.clock import SystemClock
from contract.receipt_check import ReceiptAnswer
from contract.receipt_record import encode_receipt_record
from edge_agent.device import DeviceDirectory, NotEnrolled
from edge_agent.receipts import HubReceipts, NoAnswer, open_hub_receipts
from edge_agent.reference import HubApi
from provisioning.authority import CityDirectory
from tests.central.console.rig import Fleet, open_test_hub
from tests.central.receipts.rig import Paper, paper
from tests.central.support.device_port import DevicePorted
from tests.central.support.kiosk import Kiosk
from tests.central.support.payments import requested, started, unknown, whole_payment
from tests.edge_agent.city import City
from tests.provisioning.city import client_context, issue_device
from tests.support.ports import LOOPBACK, free_port

WAIT_S = 20.0
URL = "https://pay.example.ir"


class Line:
    """A kiosk of a served hub, and its way of asking."""

    def __init__(self, hub: Hub, url: str) -> None:
        self.hub, self.fleet = hub, Fleet(hub)
        self.kiosk = self.fleet.kiosk("خیام")
        city = CityDirectory(hub.city_dir)
        files = issue_device(city, self.kiosk.device, hub.settings.data_dir)
        tls = client_context(city, files.certificate, files.key)
        self.receipts = HubReceipts(HubApi(url, tls, SystemClock(), lambda: 0))

    def paper(self, transaction: bytes) -> Paper:
        return paper(self.kiosk, transaction, self.hub.now_ms())

    def told(self, shown: Paper) -> ReceiptAnswer | NoAnswer:
        answers: queue.SimpleQueue[ReceiptAnswer | NoAnswer] = queue.SimpleQueue()
        text = encode_receipt_record(shown.record, shown.kiosk.key, URL)
        self.receipts.ask(text, answers.put)
        return answers.get(timeout=WAIT_S)


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    hub = open_test_hub(tmp_path)
    with DevicePorted(hub) as served:
        yield Line(hub, served.address)
    hub.engine.dispose()


def test_an_online_kiosk_hears_how_far_a_payment_has_come(line: Line) -> None:
    transaction = line.fleet.pay(line.kiosk, whole_payment())
    answer = line.told(line.paper(transaction))
    assert isinstance(answer, ReceiptAnswer)
    assert (answer.state, answer.outcome, answer.settled_ms) == ("reached", "paid", None)
    assert answer.reached_ms is not None
    recorded = line.told(line.paper(b"t" * 16))
    assert recorded == ReceiptAnswer(state="recorded", outcome="paid")


def test_an_unknown_result_and_a_disagreement_are_told(line: Line) -> None:
    open_ = line.fleet.pay(line.kiosk, [started(), requested(), unknown()])
    answer = line.told(paper(line.kiosk, open_, line.hub.now_ms(), outcome="unknown"))
    assert isinstance(answer, ReceiptAnswer)
    assert (answer.state, answer.outcome) == ("reached", "unknown")
    paid = line.fleet.pay(line.kiosk, whole_payment("1117753200140"))
    changed = line.told(line.paper(paid).saying(tracking="3056000124"))
    assert isinstance(changed, ReceiptAnswer)
    assert changed.state == "disputed"


def test_what_the_hub_cannot_vouch_for_says_why(line: Line) -> None:
    stranger = Paper(Kiosk(), line.paper(b"t" * 16).record)
    assert line.told(stranger) == ReceiptAnswer(state="unknown", refused="stranger")
    assert line.receipts.now("hello") == ReceiptAnswer(state="unknown", refused="unreadable")


def test_a_revoked_kiosk_is_not_answered(line: Line) -> None:
    with line.hub.sessions.writing() as session:
        revoke(session, line.kiosk.device, "stolen", line.hub.now_ms())
    assert isinstance(line.told(line.paper(b"t" * 16)), NoAnswer)


def test_a_hub_that_is_away_is_told_at_once() -> None:
    api = HubApi(f"http://{LOOPBACK}:{free_port()}", None, SystemClock(), lambda: 0)
    assert isinstance(HubReceipts(api).now("hello"), NoAnswer)


def test_a_hub_that_says_nothing_keeps_nobody_waiting() -> None:
    with socket.create_server((LOOPBACK, 0)) as silent:
        api = HubApi(
            f"http://{LOOPBACK}:{silent.getsockname()[1]}", None, SystemClock(), lambda: 0
        )
        answers: queue.SimpleQueue[ReceiptAnswer | NoAnswer] = queue.SimpleQueue()
        HubReceipts(api, longest_wait_s=0.2).ask("hello", answers.put)
        assert answers.get(timeout=WAIT_S) == NoAnswer("The hub said nothing for 0.2 s.")


def test_an_enrolled_device_asks_its_own_hub(city: City, tmp_path: Path) -> None:
    device = city.enrol(tmp_path / "device", "k-test", 1, "https://hub.example:8444")
    assert open_hub_receipts(device).api.url == "https://hub.example:8444"
    empty = DeviceDirectory(tmp_path / "empty")
    with pytest.raises(NotEnrolled):
        open_hub_receipts(empty)
