"""With the line down for days a technician carries the queue: real kiosks' agents, broker and hub.

A kiosk's line is cut. What it journaled goes by file to the hub, the hub's answer back, while both
run; when the line is mended nothing comes twice.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.simulate.city import LoadedCity
from benchmarks.simulate.custody import missing_at_hub
from benchmarks.simulate.kiosks import heads, write_payments
from edge_agent.device import AgentState, DeviceDirectory, is_fresh, read_agent_state
from provisioning.demo.counts import journal_count
from provisioning.demo.line import Line
from provisioning.demo.programs import Program
from tests.end_to_end.command_line import pishkhan
from tests.support.waiting import eventually

PAYMENTS = 400
pytestmark = pytest.mark.timeout(180)


class Office:
    """One kiosk of the city, whose line is down; `stick` is what is carried."""

    def __init__(self, city: LoadedCity, folder: Path, name: str) -> None:
        self.city, self.folder, self.name = city, folder, name
        self.device: DeviceDirectory = city.enrol(folder / name)
        self.stick = folder / f"{name}-stick"
        self.stick.mkdir()
        self.running: Program | None = None

    def start_agent(self) -> None:
        self.running = self.city.programs.start(
            f"agent-{self.name}", "agent", "run", "--device", self.device.path
        )

    def export(self, *more: str) -> tuple[int, Any, str]:
        return pishkhan(
            "agent", "courier", "export", self.stick, "--device", self.device.path, *more
        )

    def take(self, file: str | Path) -> tuple[int, Any, str]:
        return pishkhan(
            "hub", "courier", "take", file, "--answer", self.stick,
            "--city-dir", self.folder / "city", "--data", self.folder / "hub",
        )  # fmt: skip

    def bring_back(self, answer: str | Path) -> tuple[int, Any, str]:
        return pishkhan("agent", "courier", "import", answer, "--device", self.device.path)

    def state(self) -> AgentState | None:
        state = read_agent_state(self.device.agent_state_path)
        return state if state is not None and is_fresh(state) else None

    def waiting(self) -> int | None:
        """Of the kiosk's journal: what its agent thinks the hub has not."""
        state = self.state()
        if state is None:
            return None
        return sum(j.head_seq - j.acked_seq for j in state.journals if j.writer == "kiosk")


@pytest.fixture(scope="module")
def line(city: LoadedCity) -> Line:
    """Down from the beginning: no kiosk here has one, but in the test that mends it, the last."""
    assert city.line is not None
    city.line.cut()
    return city.line


@pytest.fixture
def office(
    city: LoadedCity, folder: Path, line: Line, request: pytest.FixtureRequest
) -> Iterator[Office]:
    made = Office(city, folder, request.node.name.removeprefix("test_")[:40])
    yield made
    if made.running is not None:
        city.programs.stop(made.running.name)


def at_hub(office: Office) -> dict[str, Any]:
    """The hub's counts of this kiosk's own journal."""
    device = office.device.identity().device
    (row,) = (
        row
        for row in office.city.counts()["journals"]
        if (row["device"], row["writer"]) == (device, "kiosk")
    )
    return dict(row)


def test_a_queue_is_carried_and_its_answer_moves_the_running_agent(office: Office) -> None:
    written = write_payments([office.device], PAYMENTS, seed=1)
    office.start_agent()
    eventually(lambda: office.waiting() == written[0].head_seq, "the agent, without a line")

    code, exported, _ = office.export()
    assert code == 0
    assert exported["events"] >= written[0].head_seq
    approved_here = journal_count(office.device)
    assert exported["payments"] == approved_here > 0
    assert office.waiting() == written[0].head_seq, "an export moves nothing"

    before = office.city.counts()["payments"].get("approved", 0)
    code, taken, error = office.take(exported["file"])
    assert (code, taken and taken["damage"]) == (0, None), error
    assert taken["events"] == exported["events"]
    assert at_hub(office)["through"] == written[0].head_seq
    assert office.city.counts()["payments"]["approved"] == before + approved_here

    code, answered, error = office.bring_back(taken["answer"])
    assert code == 0, error
    words = {word["writer"]: word for word in answered["taken"]["journals"]}
    assert (words["kiosk"]["word"], words["kiosk"]["news"]) == ("taken", written[0].head_seq)
    eventually(lambda: office.waiting() == 0, "the agent knows")
    state = office.state()
    assert state is not None
    assert state.link != "online", "an answer in a file is no line"

    # Late and once more: neither side changes.
    code, again, _ = office.take(exported["file"])
    assert (code, again["events"], again["refused"]) == (0, 0, 0)
    assert again["known_batches"] == taken["batches"]
    assert office.city.counts()["payments"]["approved"] == before + approved_here
    code, answered, _ = office.bring_back(taken["answer"])
    assert code == 0
    assert {word["word"] for word in answered["taken"]["journals"]} == {"known"}
    assert office.waiting() == 0


def test_an_answer_waits_for_an_agent_that_does_not_run(office: Office) -> None:
    written = write_payments([office.device], 20, seed=3)
    _, exported, _ = office.export()
    _, taken, _ = office.take(exported["file"])
    code, answered, _ = office.bring_back(taken["answer"])
    assert (code, answered["taken"]) == (1, None)
    office.start_agent()
    eventually(lambda: office.waiting() == 0, "the agent took it at its start")
    assert at_hub(office)["through"] == written[0].head_seq
    code, _, error = office.export()
    assert code == 0, error
    # What is left is the agent's own: that it has started.
    assert office.waiting() == 0


def test_an_old_answer_changes_nothing_and_says_so(office: Office) -> None:
    write_payments([office.device], 5, seed=4)
    office.start_agent()
    eventually(office.waiting, "the agent")
    answers = []
    for seed in (5, 6):
        _, exported, _ = office.export()
        _, taken, _ = office.take(exported["file"])
        answers.append(office.stick / f"{seed}.answer")
        shutil.copy(taken["answer"], answers[-1])
        if seed == 5:
            office.bring_back(answers[-1])
            more = write_payments([office.device], 5, seed=seed)
            eventually(office.waiting, "five more wait")
    assert office.bring_back(answers[1])[0] == 0
    eventually(lambda: office.waiting() == 0, "all is at the hub")
    code, answered, _ = office.bring_back(answers[0])
    assert code == 0
    assert {word["word"] for word in answered["taken"]["journals"]} == {"known"}
    assert office.waiting() == 0
    assert at_hub(office)["through"] == more[0].head_seq


def test_an_answer_for_another_kiosk_is_refused(office: Office, folder: Path) -> None:
    other = Office(office.city, folder, "the-other-kiosk")
    write_payments([office.device, other.device], 3, seed=7)
    _, exported, _ = other.export()
    _, taken, _ = other.take(exported["file"])
    code, _, error = office.bring_back(taken["answer"])
    assert code == 2
    assert "An answer for the kiosk" in error
    assert list(office.device.courier_path.glob("*")) == []


def test_a_kiosk_put_back_to_last_weeks_image_learns_it_from_an_answer(office: Office) -> None:
    write_payments([office.device], 10, seed=8)
    image = office.folder / f"{office.name}-image"
    shutil.copytree(office.device.path, image)
    write_payments([office.device], 10, seed=9)
    _, exported, _ = office.export()
    _, taken, _ = office.take(exported["file"])
    shutil.rmtree(office.device.path)
    image.rename(office.device.path)

    office.start_agent()
    eventually(office.waiting, "the agent on the old image")
    code, answered, _ = office.bring_back(taken["answer"])
    assert code == 0
    (word,) = (w for w in answered["taken"]["journals"] if w["writer"] == "kiosk")
    assert word["word"] == "diverged"
    kiosk = next(f for f in heads([office.device]) if f.journal == word["journal"])
    state = eventually(office.state, "the agent")
    assert any(j.diverged for j in state.journals if j.journal == kiosk.journal)
    (mark,) = (office.device.run_path / "diverged").iterdir()
    assert mark.name == word["journal"]

    # Its own history is carried from its beginning, and the hub then knows both.
    _, exported, _ = office.export()
    code, taken, _ = office.take(exported["file"])
    assert (code, taken["refused"], taken["gaps"]) == (0, 0, 0)
    code, _, _ = office.bring_back(taken["answer"])
    assert code == 0


def test_a_file_cut_off_gives_what_is_whole_and_says_so(office: Office) -> None:
    written = write_payments([office.device], PAYMENTS, seed=10)
    _, exported, _ = office.export()
    whole = Path(exported["file"])
    torn = office.stick / "torn.courier"
    torn.write_bytes(whole.read_bytes()[:-200])
    code, taken, _ = office.take(torn)
    assert code == 4
    assert taken["damage"] == "The file is cut off."
    through = at_hub(office)["through"]
    assert 0 < through < written[0].head_seq
    # The technician's journal of the enrolment went first.
    assert 0 < taken["events"] - through < 20
    code, rest, _ = office.take(whole)
    assert (code, rest["damage"]) == (0, None)
    assert rest["events"] == exported["events"] - taken["events"]
    assert at_hub(office)["through"] == written[0].head_seq


def test_when_nothing_waits_no_file_is_written(office: Office) -> None:
    write_payments([office.device], 3, seed=11)
    office.start_agent()
    eventually(office.waiting, "the agent")
    _, exported, _ = office.export()
    _, taken, _ = office.take(exported["file"])
    office.bring_back(taken["answer"])
    code, _, error = office.export()
    assert code == 1
    assert "Nothing waits for the hub" in error
    assert list(office.stick.glob("*.courier")) == [Path(exported["file"])]
    code, everything, _ = office.export("--all")
    assert (code, everything["events"]) == (0, exported["events"])


def test_when_the_line_is_back_only_what_is_new_goes_over_it(office: Office, line: Line) -> None:
    write_payments([office.device], PAYMENTS, seed=12)
    office.start_agent()
    eventually(office.waiting, "the agent")
    _, exported, _ = office.export()
    _, taken, _ = office.take(exported["file"])
    before = office.city.counts()["payments"]["approved"]
    office.bring_back(taken["answer"])
    earlier = journal_count(office.device)
    more = write_payments([office.device], 10, seed=13)
    line.mend()
    assert missing_at_hub(office.city, [*more, *heads([office.device])]) == []
    approved = office.city.counts()["payments"]["approved"]
    assert approved == before + journal_count(office.device) - earlier
