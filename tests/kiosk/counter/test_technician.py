"""A technician at the open cabinet: who gets in, how it ends, and what is carried on a stick.

Real counter and agent processes; the hub's answers are signed with the city's own key.
"""

import datetime as dt
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.clock import SystemClock
from contract.courier import CourierAnswer, encode_answer
from contract.hello import Ack, encode_ack
from edge_agent.device import read_agent_state, read_counter_state
from kiosk.texts import Texts
from tests.edge_agent.city import CITY, City, make_city
from tests.edge_agent.courier.test_packing import batches
from tests.kiosk.technician_room import NUMBER, OTHER, TechnicianRoom, today
from tests.support.small_disk import small_disk
from tests.support.waiting import eventually

DEVICE = "k-test"
TEXTS = Texts()


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    return make_city(tmp_path_factory.mktemp("city") / "city")


@pytest.fixture
def room(city: City, tmp_path: Path) -> Iterator[TechnicianRoom]:
    directory = city.enrol(tmp_path / "device", DEVICE, 1, "https://localhost:1")
    with TechnicianRoom(tmp_path, directory) as room:
        room.know_codes()
        yield room


@pytest.fixture
def cabinet(room: TechnicianRoom) -> TechnicianRoom:
    """Counter and agent run; somebody stands before the screen."""
    room.start()
    room.start_agent()
    room.arrive()
    room.until_screen("attract")
    return room


def hub_answers(
    city: City, room: TechnicianRoom, carried: Path, *, device: str = DEVICE, at_ms: int = 0
) -> bytes:
    """What the hub says when it has taken the whole of that file."""
    heads = {}
    for batch in batches(city, room.directory, carried):
        heads[batch.journal] = (batch.last_seq, batch.head_hash)
    made_ms = at_ms or today_ms()
    acks = [
        Ack(
            journal=journal, through=seq, hash=head, backed_up=seq,
            hub_time_ms=made_ms, pace=16, epoch=1,
        )
        for journal, (seq, head) in heads.items()
    ]  # fmt: skip
    key = city.role_key("ack")
    answer = CourierAnswer(
        city=CITY, device=device, file=bytes(32), made_ms=made_ms,
        acks=tuple(encode_ack(ack, key) for ack in acks),
    )  # fmt: skip
    return encode_answer(answer, key)


def today_ms() -> int:
    return SystemClock().now().utc_ms


def waiting(room: TechnicianRoom) -> int:
    """What the agent thinks the hub has not."""
    state = read_agent_state(room.directory.agent_state_path)
    assert state is not None
    return sum(journal.head_seq - journal.acked_seq for journal in state.journals)


def test_the_way_in_is_offered_only_while_the_door_is_known_to_be_open(
    cabinet: TechnicianRoom,
) -> None:
    assert cabinet.until_screen("attract")["technician"] is None
    cabinet.touch("technician")  # nobody can touch what isn't shown; if so, nothing comes of it
    cabinet.open_door()
    cabinet.until(lambda model: model["technician"] is not None, "the way in")
    assert cabinet.shown is not None
    assert cabinet.shown.model["screen"] == "attract"
    cabinet.door.unlink()  # the switch's cable is off: nothing is known of the door
    cabinet.until(lambda model: model["technician"] is None, "no way in")
    cabinet.open_door()
    cabinet.ask_for_code()
    cabinet.close_door()
    cabinet.until_screen("attract")


def test_a_code_lets_in_whom_the_city_gave_it_and_the_kiosk_serves_nobody_else(
    cabinet: TechnicianRoom,
) -> None:
    cabinet.sign_in()

    def told() -> str | None:
        state = read_counter_state(cabinet.directory.counter_state_path)
        return None if state is None else state.components[0].reason

    eventually(lambda: told() == "technician", "the agent knows why nobody is served")
    cabinet.touch("start")
    cabinet.touch("tile", id="pay")
    assert cabinet.latest(1.5)["screen"] == "technician_page"
    cabinet.touch("finish")
    cabinet.until_screen("attract")
    eventually(lambda: told() is None, "it serves again")
    (came,), (left,) = (
        cabinet.said("technician.signed_in"), cabinet.said("technician.signed_out"),
    )  # fmt: skip
    assert (came.technician, left.technician, left.reason) == (NUMBER, NUMBER, "left")


def test_it_ends_with_the_door(cabinet: TechnicianRoom) -> None:
    cabinet.sign_in()
    cabinet.close_door()
    cabinet.until_screen("attract")
    assert [event.reason for event in cabinet.said("technician.signed_out")] == ["door_closed"]


def test_three_wrong_codes_make_even_the_right_one_wait_over_a_restart_too(
    cabinet: TechnicianRoom,
) -> None:
    cabinet.open_door()
    cabinet.ask_for_code()
    wrong = cabinet.code[:-1] + str((int(cabinet.code[-1]) + 1) % 10)
    for _ in range(3):
        cabinet.type_code(wrong)
        cabinet.until(lambda model: bool(model["fields"][0]["error"]), "the refusal")
        assert not cabinet.latest(0.3)["fields"][0]["value"]
    cabinet.until(lambda model: "۰:" in model["fields"][0]["error"], "how long it is to be waited")
    assert cabinet.counter is not None
    cabinet.leave()
    cabinet.counter.kill()
    cabinet.start()
    cabinet.arrive()
    cabinet.ask_for_code()
    for digit in cabinet.code:
        cabinet.touch("key", digit=digit)
    whole = "•••• •••• ••••"
    asked = cabinet.until(lambda model: model["fields"][0]["value"] == whole, "the whole code")
    assert not asked["primary"]["enabled"]
    cabinet.touch("next")
    cabinet.touch("erase")
    cabinet.until(lambda model: model["fields"][0]["value"] != whole, "still at the code")
    assert [event.wrong for event in cabinet.said("technician.refused")] == [1, 2, 3]
    assert cabinet.said("technician.signed_in") == []


def test_a_code_of_the_past_and_one_of_nobody_open_nothing(cabinet: TechnicianRoom) -> None:
    cabinet.know_codes(cabinet.code, begun=today() - dt.timedelta(days=31), version=2)
    cabinet.open_door()
    cabinet.ask_for_code()
    for code, reason in ((cabinet.code, "expired"), (OTHER + cabinet.code[2:], "wrong")):
        cabinet.type_code(code)
        cabinet.until(lambda model: bool(model["fields"][0]["error"]), "the refusal")
        assert cabinet.said("technician.refused")[-1].reason == reason


def test_a_code_is_in_no_screen_no_event_no_file_and_no_log(cabinet: TechnicianRoom) -> None:
    cabinet.open_door()
    cabinet.ask_for_code()
    shown = []
    for count, digit in enumerate(cabinet.code, 1):
        cabinet.touch("key", digit=digit)
        dots = cabinet.until(
            lambda model, count=count: model["fields"][0]["value"].count("•") == count,  # type: ignore[misc]
            "a dot more",
        )
        shown.append(repr(dots))
    cabinet.touch("next")
    shown.append(repr(cabinet.until_screen("technician_page")))
    secret = cabinet.code[2:]
    kept = [path.read_bytes() for path in cabinet.directory.path.rglob("*") if path.is_file()]
    assert secret not in cabinet.logs
    assert not any(secret.encode() in content for content in kept)
    assert not any(secret in model for model in shown)
    assert "technician 12 signed in" in cabinet.logs


def test_a_visit_is_not_interrupted_by_an_open_door(cabinet: TechnicianRoom) -> None:
    cabinet.can_pay()
    cabinet.touch("tile", id="pay")
    cabinet.until_screen("bill_entry")
    cabinet.open_door()
    eventually(lambda: cabinet.component("door") == "degraded", "the open door is seen")
    entry = cabinet.latest(1.5)
    assert (entry["screen"], entry["technician"]) == ("bill_entry", None)
    cabinet.touch("technician")
    cabinet.touch("key", digit="7")
    cabinet.until(lambda model: "۷" in model["fields"][0]["value"], "the digit is taken")


def test_a_restart_puts_a_technician_out(cabinet: TechnicianRoom) -> None:
    cabinet.sign_in()
    assert cabinet.counter is not None
    cabinet.leave()
    cabinet.counter.kill()
    cabinet.start()
    cabinet.arrive()
    cabinet.until_screen("attract")
    assert [event.reason for event in cabinet.said("technician.signed_out")] == ["restart"]


def test_without_a_stick_it_says_what_to_do_and_sees_one_that_is_put_in(
    cabinet: TechnicianRoom,
) -> None:
    page = cabinet.sign_in()
    assert not any(choice["enabled"] for choice in page["choices"])
    page = cabinet.until(lambda model: "FAT32" in repr(model["notices"]), "what to put in")
    cabinet.put_in()
    cabinet.until_offered("export")
    cabinet.pull_out()
    cabinet.until(lambda model: "FAT32" in repr(model["notices"]), "that it is gone")


def test_the_queue_goes_to_the_hub_on_a_stick_and_its_answer_comes_back(
    cabinet: TechnicianRoom, city: City
) -> None:
    stick = cabinet.put_in()
    cabinet.sign_in()
    told = cabinet.carry("export")
    assert told["tone"] == "good"
    (file,) = stick.iterdir()
    (written,) = cabinet.said("courier.written")
    assert (written.file, written.technician) == (file.name, NUMBER)
    assert file.name in told["rows"][0]["value"]
    carried = batches(city, cabinet.directory, file)
    assert sum(len(batch.entries) for batch in carried) == written.events

    before = waiting(cabinet)
    (stick / "back.answer").write_bytes(hub_answers(city, cabinet, file))
    cabinet.touch("ok")
    told = cabinet.carry("import")
    assert told["tone"] == "good"
    (answered,) = cabinet.said("courier.answered")
    assert (answered.answers, answered.news) == (1, written.events)
    eventually(lambda: waiting(cabinet) < before, "the hub has them")

    # Once more, as somebody will: nothing changes, and it says so.
    cabinet.touch("ok")
    assert cabinet.carry("import")["tone"] == "notice"
    assert cabinet.said("courier.answered")[-1].news == 0
    cabinet.touch("ok")
    cabinet.until_offered("export")
    cabinet.touch("finish")
    cabinet.until_screen("attract")


def test_a_late_answer_changes_nothing(cabinet: TechnicianRoom, city: City) -> None:
    stick = cabinet.put_in()
    cabinet.sign_in()
    cabinet.carry("export")
    (first,) = stick.glob("*.courier")
    early, now = hub_answers(city, cabinet, first, at_ms=today_ms() - 1000), today_ms()
    (stick / "now.answer").write_bytes(hub_answers(city, cabinet, first, at_ms=now))
    cabinet.touch("ok")
    assert cabinet.carry("import")["tone"] == "good"
    (stick / "now.answer").write_bytes(early)
    cabinet.touch("ok")
    assert cabinet.carry("import")["tone"] == "notice"
    assert cabinet.said("courier.answered")[-1].news == 0


@pytest.mark.parametrize(
    ("reason", "content"),
    [
        ("no_answer", None),
        ("form", b"a holiday's photograph" * 50_000),
        ("signature", b"a shopping list"),
        ("device", "k-other"),
        ("signature", "forged"),
    ],
)
def test_what_is_no_answer_for_this_kiosk_is_refused_with_what_to_do(
    cabinet: TechnicianRoom, city: City, reason: str, content: bytes | str | None
) -> None:
    stick = cabinet.put_in()
    cabinet.sign_in()
    cabinet.carry("export")
    (file,) = stick.glob("*.courier")
    if content == "k-other":
        content = hub_answers(city, cabinet, file, device="k-other")
    elif content == "forged":
        good = hub_answers(city, cabinet, file)
        content = good[:-1] + bytes([good[-1] ^ 1])
    if content is not None:
        assert isinstance(content, bytes)
        (stick / "back.answer").write_bytes(content)
    before = waiting(cabinet)
    cabinet.touch("ok")
    told = cabinet.carry("import")
    assert told["tone"] == "danger"
    assert told["headline"] == TEXTS(f"technician-import-{reason}")
    assert cabinet.said("courier.refused")[-1].reason == reason
    assert waiting(cabinet) >= before
    assert list(cabinet.directory.courier_path.glob("*.answer")) == []


def test_a_full_stick_says_so_and_keeps_no_half_of_a_file(cabinet: TechnicianRoom) -> None:
    with small_disk(cabinet.sticks / "sda1", 1) as stick:
        if stick is None:
            pytest.skip("only root may mount a small disk")
        stick.fill()
        cabinet.sign_in()
        told = cabinet.carry("export")
        assert (told["tone"], told["headline"]) == ("danger", TEXTS("technician-export-full"))
        assert [path.name for path in stick.path.iterdir()] == ["ballast"]
        stick.empty()
        cabinet.touch("ok")
        assert cabinet.carry("export")["tone"] == "good"


def test_a_stick_that_can_only_be_read_says_so(cabinet: TechnicianRoom) -> None:
    with small_disk(cabinet.sticks / "sda1", 1) as stick:
        if stick is None:
            pytest.skip("only root may mount a small disk")
        subprocess.run(["mount", "-o", "remount,ro", str(stick.path)], check=True)
        cabinet.sign_in()
        told = cabinet.carry("export")
        assert told["headline"] == TEXTS("technician-export-read_only")


def test_an_agent_that_ends_over_the_file_leaves_no_half_and_writes_it_when_it_is_back(
    cabinet: TechnicianRoom, city: City
) -> None:
    """As after a power cut: what stands on the stick has no name, and the next writing ends it."""
    stick = cabinet.put_in()
    half = stick / f".{DEVICE}-20261127-101500.courier.4711.part"
    half.write_bytes(b"half of a file")
    cabinet.sign_in()
    cabinet.until_offered("export")
    assert cabinet.agent is not None
    cabinet.agent.kill()
    cabinet.touch("choose", id="export")
    cabinet.until_screen("technician_carrying")
    assert list(stick.iterdir()) == [half]
    cabinet.start_agent()
    assert cabinet.until_screen("technician_told")["tone"] == "good"
    (file,) = stick.iterdir()
    assert batches(city, cabinet.directory, file)


def test_an_agent_that_stays_away_is_told_and_nothing_hangs(cabinet: TechnicianRoom) -> None:
    cabinet.put_in()
    cabinet.sign_in()
    cabinet.until_offered("export")
    assert cabinet.agent is not None
    cabinet.agent.kill()
    cabinet.touch("choose", id="export")
    told = cabinet.until_screen("technician_told")
    assert told["headline"] == TEXTS("technician-export-agent_silent")


def test_a_door_closed_over_the_writing_is_heeded_once_it_is_done(
    cabinet: TechnicianRoom,
) -> None:
    cabinet.put_in()
    cabinet.sign_in()
    cabinet.until_offered("export")
    cabinet.close_door()
    cabinet.touch("choose", id="export")
    told = cabinet.until_screen("technician_told", "attract")
    assert told["screen"] == "technician_told", "what came of it can be read"
    cabinet.until_screen("attract")
    assert [event.reason for event in cabinet.said("technician.signed_out")] == ["door_closed"]
