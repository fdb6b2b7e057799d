"""The hub's answer at the kiosk: believed when the hub signed it for this kiosk, else refused."""

import random
from pathlib import Path

import pytest
from nacl.signing import SigningKey

from contract.courier import CourierAnswer, encode_answer
from contract.hello import Ack, encode_ack
from contract.values import JournalId
from edge_agent.__main__ import main
from edge_agent.commands import courier
from edge_agent.courier import AnswerTaken, JournalWord
from edge_agent.courier.answers import answer_name, answers_left, write_answer_taken
from edge_agent.device import DeviceDirectory
from edge_agent.journal import Head
from edge_agent.uplink.drain import Agreed, Differs, Drain, Phase
from edge_agent.uplink.uplink import CarriedWord
from tests.edge_agent.city import CITY, City

CHANCE = random.Random(1)
JOURNAL = JournalId(bytes(16))
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def device(city: City, tmp_path: Path) -> DeviceDirectory:
    return city.enrol(tmp_path / "device", "k-test", 1, "https://localhost:1")


def answer(
    key: SigningKey, *, device: str = "k-test", city: str = CITY, acks: tuple[bytes, ...] = ()
) -> bytes:
    said = CourierAnswer(city=city, device=device, file=bytes(32), made_ms=1, acks=acks)
    return encode_answer(said, key)


def brought(device: DeviceDirectory, content: bytes, tmp_path: Path) -> int:
    file = tmp_path / "brought.answer"
    file.write_bytes(content)
    return main(["courier", "import", str(file), "--device", str(device.path)])


def left(device: DeviceDirectory) -> list[Path]:
    return list(device.courier_path.iterdir())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"device": "k-other"}, "An answer for the kiosk «k-other»; this one is «k-test»."),
        ({"city": "tehran"}, "An answer for the city «tehran»."),
    ],
    ids=["another kiosk", "another city"],
)
def test_an_answer_for_somebody_else_is_refused(
    city: City, device: DeviceDirectory, tmp_path: Path, capsys: Captured,
    content: dict[str, str], said: str,
) -> None:  # fmt: skip
    made = answer(city.role_key("ack"), **content)  # type: ignore[arg-type]
    assert brought(device, made, tmp_path) == 2
    assert said in capsys.readouterr().err
    assert left(device) == []


def test_what_the_hub_did_not_sign_is_refused(
    city: City, device: DeviceDirectory, tmp_path: Path
) -> None:
    good = answer(city.role_key("ack"))
    forged = [
        answer(SigningKey.generate()),
        answer(city.role_key("command")),
        good[:-1],
        good[:60] + bytes([good[60] ^ 1]) + good[61:],
        b"",
        b"a holiday's photograph" * 50_000,
        encode_ack(ack(1), city.role_key("ack")),
    ]
    assert {brought(device, content, tmp_path) for content in forged} == {2}
    assert left(device) == []


def test_a_missing_file_is_told(device: DeviceDirectory, tmp_path: Path) -> None:
    where = ["--device", str(device.path)]
    assert main(["courier", "import", str(tmp_path / "none.answer"), *where]) == 3


def test_without_an_agent_the_answer_is_kept_for_it(
    city: City, device: DeviceDirectory, tmp_path: Path, capsys: Captured
) -> None:
    made = answer(city.role_key("ack"))
    assert brought(device, made, tmp_path) == 1
    assert "takes it when it starts" in " ".join(capsys.readouterr().out.split())
    (kept,) = left(device)
    assert kept.read_bytes() == made
    assert brought(device, made, tmp_path) == 1
    assert left(device) == [kept]


def test_an_answer_brought_again_is_told_as_it_was_taken_now(
    city: City, device: DeviceDirectory, tmp_path: Path, capsys: Captured,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """The agent takes it at the very moment at which the command looks."""
    made = answer(city.role_key("ack"))
    before = AnswerTaken(name=answer_name(made), made_ms=1, taken_ms=1, journals=(word("taken"),))
    device.create()
    write_answer_taken(device, before)
    look = courier._still_left

    def agent_takes_it(directory: DeviceDirectory, name: str) -> bool:
        now = AnswerTaken(name=name, made_ms=1, taken_ms=2, journals=(word("known"),))
        write_answer_taken(directory, now)
        for path in answers_left(directory):
            path.unlink()
        return look(directory, name)

    monkeypatch.setattr(courier, "_still_left", agent_takes_it)
    assert brought(device, made, tmp_path) == 0
    assert "Nothing new" in capsys.readouterr().out


def word(said: CarriedWord) -> JournalWord:
    return JournalWord(word=said, journal=JOURNAL.raw.hex(), writer="kiosk", through=1, news=0)


def ack(
    through: int, *, hub_time_ms: int = 7, epoch: int = 1, backed_up: int = 0, wrong: bool = False
) -> Ack:
    return Ack(
        journal=JOURNAL.raw,
        through=through,
        hash=b"x" * 32 if wrong else bytes(32),
        backed_up=backed_up,
        hub_time_ms=hub_time_ms,
        pace=16,
        epoch=epoch,
    )


def carried(drain: Drain, word: Ack) -> object:
    return drain.carried(word, bytes(32), 0, CHANCE)


@pytest.fixture
def drain() -> Drain:
    """A journal of a kiosk without a line."""
    return Drain(JOURNAL, "kiosk", True, Head(1000, bytes(32)), 0)


def test_a_carried_word_counts_and_is_no_line(drain: Drain) -> None:
    assert carried(drain, ack(500)) == Agreed()
    assert (drain.through, drain.phase, drain.deadline_ms) == (500, Phase.OFFLINE, None)
    assert not drain.may_send()


def test_the_same_word_and_an_older_one_are_no_news(drain: Drain) -> None:
    carried(drain, ack(500, hub_time_ms=9, backed_up=400))
    for late in (
        ack(500, hub_time_ms=9, backed_up=400),
        ack(300, hub_time_ms=8),
        ack(1000, hub_time_ms=8, backed_up=1000),
        ack(300, hub_time_ms=8, wrong=True),
    ):
        assert carried(drain, late) is None
        assert (drain.through, drain.backed_up, drain.diverged) == (500, 400, False)


def test_a_hub_that_was_restored_meanwhile_is_not_contradicted_by_its_past(drain: Drain) -> None:
    """Otherwise what the hub has lost could be pruned here."""
    carried(drain, ack(500, epoch=2, hub_time_ms=9, backed_up=100))
    assert carried(drain, ack(1000, epoch=1, hub_time_ms=99, backed_up=1000)) is None
    assert (drain.through, drain.backed_up) == (500, 100)


def test_a_word_of_a_new_epoch_is_believed_also_back(drain: Drain) -> None:
    carried(drain, ack(500, hub_time_ms=9))
    assert carried(drain, ack(200, epoch=2, hub_time_ms=8)) == Agreed()
    assert (drain.through, drain.phase) == (200, Phase.OFFLINE)


@pytest.mark.parametrize("word", [ack(2000), ack(500, wrong=True)], ids=["beyond", "hash"])
def test_another_history_is_found_out(drain: Drain, word: Ack) -> None:
    assert isinstance(carried(drain, word), Differs)
    assert (drain.diverged, drain.phase, drain.through) == (True, Phase.OFFLINE, 0)
