"""`pishkhan demo` as a newcomer runs it: the journey without a display, and what can go wrong."""

import json
import re
import shutil
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from PIL import Image

from central.city.commands import SAMPLE_FOLDER
from central.city.loading import read_city_files
from provisioning.broker import BrokerMissing
from provisioning.broker.process import find_mosquitto
from provisioning.demo.citizen import BILL
from provisioning.demo.ports import DemoPorts
from tests.support.ports import LOOPBACK, free_port
from tests.support.processes import ChildProcess
from tests.support.waiting import eventually

SCREENS = ("1-home-online", "2-entry", "3-review-offline", "4-paying", "5-recovered")
DEMO_S = 110.0


def free_base() -> int:
    """The first of seven ports that are free now."""
    for _ in range(200):
        base = free_port()
        try:
            DemoPorts(base).refuse_taken()
        except Exception:  # noqa: BLE001, S112 (the next candidate may be free)
            continue
        return base
    raise AssertionError("no seven free ports in a row")


def demo(folder: Path, *arguments: str, base: int | None = None) -> ChildProcess:
    command = [sys.executable, "-m", "pishkhan", "demo", "--offscreen"]
    command += ["--port-base", str(base or free_base()), "--output", str(folder / "output")]
    return ChildProcess([*command, *arguments], folder / "demo.log")


def left_over(demo_pid: int, before: set[int]) -> list[str]:
    """Programs of ours that were not there before the demo and run after it."""
    found = []
    for process in psutil.process_iter(["pid", "cmdline"]):
        command = " ".join(process.info["cmdline"] or [])
        if process.pid not in before and process.pid != demo_pid and "pishkhan-demo-" in command:
            found.append(command)
    return found


@pytest.fixture
def before() -> Iterator[set[int]]:
    yield set(psutil.pids())


@pytest.mark.timeout(240)
def test_the_journey_is_played_and_everyone_counts_one(tmp_path: Path, before: set[int]) -> None:
    running = demo(tmp_path, "--json")
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
        with Image.open(tmp_path / "output" / f"{name}.png") as screen:
            assert screen.size == (1080, 1920)
    with Image.open(tmp_path / "output" / "receipt.png") as receipt:
        assert receipt.width == 576
    assert left_over(running.pid, before) == []


@pytest.mark.timeout(240)
def test_ended_in_the_middle_it_leaves_no_program_behind(tmp_path: Path, before: set[int]) -> None:
    running = demo(tmp_path)
    running.until_output("kiosk enrolled", 60)
    running.stop(signal.SIGINT)
    eventually(lambda: not left_over(running.pid, before), "every program to end")


@pytest.mark.timeout(240)
def test_killed_it_leaves_no_program_behind(tmp_path: Path, before: set[int]) -> None:
    running = demo(tmp_path, "--keep")
    running.until_output("online", 60)
    temporary = set(re.findall(r"/tmp/pishkhan-demo-\w+", running.output()))
    running.signal(signal.SIGKILL)
    running.wait()
    eventually(lambda: not left_over(running.pid, before), "every program to end")
    for folder in temporary:
        shutil.rmtree(folder, ignore_errors=True)


def test_a_taken_port_is_named_before_anything_starts(tmp_path: Path) -> None:
    base = free_base()
    with socket.socket() as taken:
        taken.bind((LOOPBACK, base + 2))
        taken.listen()
        running = demo(tmp_path, base=base)
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
    assert any(
        bill.payment_id == BILL.payment.text and bill.amount == BILL.amount.amount
        for bill in bills
    )
