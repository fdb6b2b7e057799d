"""What operations tell a kiosk: from the hub's command line over the broker and the agent to the
glass and the printer, and the answer back in the journals."""

import gzip
import json
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from contract.values import jalali_local
from edge_agent.device import read_counter_state
from provisioning.demo.ports import DemoPorts
from provisioning.demo.stage import Stage, set_stage
from provisioning.demo.telling import Telling
from tests.end_to_end.ports import free_base
from tests.support.ready_interpreter import launch_ready, run_ready
from tests.support.waiting import eventually

ANSWER_S = "60"
MINUTE_MS = 60_000
pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
def shared_stage() -> Iterator[Stage]:
    with tempfile.TemporaryDirectory(prefix="pishkhan-test-") as name:
        ports, telling = DemoPorts(free_base()), Telling(as_json=True)
        with set_stage(ports, telling, Path(name), windowed=False, launch=launch_ready) as started:
            yield started


@pytest.fixture
def stage(shared_stage: Stage) -> Iterator[Stage]:
    """One kiosk for all, in service and with nobody at it."""
    eventually(lambda: shared_stage.kiosk.dock.screen() == "attract", "the first screen")
    yield shared_stage
    if shared_stage.kiosk.dock.screen() == "out_of_service":
        tell(shared_stage, "in_service")


def tell(stage: Stage, name: str, *more: str) -> dict[str, Any]:
    """The command's end, as the hub's command line says it."""
    device = stage.kiosk.directory.identity().device
    return _hub(stage, "command", device, name, "--wait", ANSWER_S, *more)  # type: ignore[no-any-return]


def _hub(stage: Stage, *arguments: str) -> Any:
    folder = stage.kiosk.directory.path.parent
    places = ("--city-dir", str(folder / "city"), "--data", str(folder / "hub"), "--json")
    done = run_ready("hub", *arguments, *places)
    assert done.stdout, done.stderr
    return json.loads(done.stdout)


def sent_of(stage: Stage, kind: str, folder: Path) -> list[dict[str, Any]]:
    """What the kiosk has sent of one kind, saved in `folder`."""
    device = stage.kiosk.directory.identity().device
    sent = _hub(stage, "uploads", device, "--save", str(folder))
    return [each for each in sent if each["kind"] == kind]


def shows(stage: Stage, words: str) -> bool:
    return any(words in shown for shown in stage.kiosk.dock.texts())


def papers(stage: Stage) -> int:
    return len(list((stage.kiosk.directory.path.parent / "devices" / "paper").glob("*.png")))


def test_a_test_slip_is_printed_and_the_hub_learns_how_it_is_known(stage: Stage) -> None:
    before = papers(stage)
    ended = tell(stage, "test_print")
    assert ended["standing"] == "done"
    assert ended["detail"].startswith("printed")
    assert papers(stage) == before + 1


def test_the_city_closes_the_kiosk_and_opens_it(stage: Stage) -> None:
    assert tell(stage, "out_of_service")["standing"] == "done"
    eventually(lambda: stage.kiosk.dock.screen() == "out_of_service", "out of service")
    assert shows(stage, "شهرداری این دستگاه را موقتاً از خدمت خارج کرده است.")
    assert tell(stage, "in_service")["standing"] == "done"
    eventually(lambda: stage.kiosk.dock.screen() == "attract", "in service again")


def test_a_citizen_is_served_to_the_end_before_the_kiosk_closes(stage: Stage) -> None:
    dock = stage.kiosk.dock
    dock.tap("start")
    eventually(lambda: dock.screen() == "home", "home")
    dock.tap("tile_information")
    eventually(lambda: dock.screen() == "information_menu", "the information")
    assert tell(stage, "out_of_service")["standing"] == "done"
    beats(stage, 3)
    assert dock.screen() == "information_menu"
    dock.tap("back")
    eventually(lambda: dock.screen() == "out_of_service", "out of service")


def test_a_maintenance_window_has_its_own_words(stage: Stage) -> None:
    ends = _moment(30)
    assert tell(stage, "maintenance", "--until", ends)["standing"] == "done"
    eventually(lambda: stage.kiosk.dock.screen() == "out_of_service", "out of service")
    assert shows(stage, "این دستگاه در حال سرویس دوره‌ای است.")


def test_a_restart_is_done_when_the_kiosk_is_there_again(stage: Stage) -> None:
    ended = tell(stage, "restart")
    assert ended["standing"] == "done"
    eventually(lambda: stage.kiosk.dock.screen() == "attract", "the first screen again")


def test_refreshed_data_are_told_by_name(stage: Stage) -> None:
    ended = tell(stage, "refresh")
    assert (ended["standing"], ended["detail"]) == ("done", "nothing was new")


def test_the_city_sees_what_stands_on_the_screen(stage: Stage, tmp_path: Path) -> None:
    ended = tell(stage, "screenshot")
    assert ended["standing"] == "done", ended
    (sent,) = sent_of(stage, "screenshot", tmp_path)
    with Image.open(tmp_path / sent["file"]) as picture:
        assert picture.size == (1080, 1920)
    assert not stage.kiosk.directory.picture_path.exists()


def test_a_rotated_certificate_carries_the_next_orders(stage: Stage) -> None:
    before = stage.kiosk.directory.tls_certificate_path.read_bytes()
    ended = tell(stage, "rotate_certificate")
    assert (ended["standing"], ended["detail"][:14]) == ("done", "valid until 20")
    assert stage.kiosk.directory.tls_certificate_path.read_bytes() != before
    assert tell(stage, "refresh")["standing"] == "done"


def test_the_logs_of_all_processes_reach_the_hub(stage: Stage, tmp_path: Path) -> None:
    assert tell(stage, "restart")["standing"] == "done"
    assert tell(stage, "test_print")["standing"] == "done"
    assert tell(stage, "send_logs")["standing"] == "done"
    (sent,) = sent_of(stage, "logs", tmp_path)
    lines = gzip.decompress((tmp_path / sent["file"]).read_bytes()).splitlines()
    # A window that is well says nothing; the others told of the two orders.
    said = {json.loads(line)["process"] for line in lines}
    assert said >= {"agent", "counter", "supervisor"}
    assert lines == sorted(lines)


def test_what_was_ordered_stays_to_be_read(stage: Stage) -> None:
    tell(stage, "refresh")
    newest = _hub(stage, "commands")[0]
    assert (newest["name"], newest["standing"]) == ("refresh", "done")
    assert newest["by"].startswith("command line, ")


def beats(stage: Stage, times: int) -> None:
    """The counter has looked at what is wanted, so often."""
    path = stage.kiosk.directory.counter_state_path
    seen: set[int] = set()

    def enough() -> bool:
        state = read_counter_state(path)
        if state is not None:
            seen.add(state.monotonic_ms)
        return len(seen) > times

    eventually(enough, f"{times} heartbeats")


def _moment(minutes: int) -> str:
    """So many minutes from now, as the command line wants it."""
    date, hour = jalali_local(time.time_ns() // 1_000_000 + minutes * MINUTE_MS)
    return f"{date.text} {hour}"
