"""`pishkhan hardware` from outside: exit codes, JSON, messages a person can act on."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from contract.errors import MissingPart
from hardware.__main__ import main
from hardware.emulation import control
from tests.support.waiting import eventually

Start = Callable[..., "Running"]


class Running:
    """An emulator in a process of its own."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "hardware", "emulate", *arguments, "--json"],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert self.process.stdout is not None
        self.facts = json.loads(self.process.stdout.readline())
        self.address: str = self.facts["address"]

    def end(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=20)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


@pytest.fixture
def start() -> Iterator[Start]:
    started: list[Running] = []

    def begin(*arguments: str) -> Running:
        started.append(Running(*arguments))
        return started[-1]

    yield begin
    assert [running.end() for running in started] == [0] * len(started)


def test_a_test_slip_is_printed_and_previewed(
    start: Start, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, preview = tmp_path / "paper", tmp_path / "slip.png"
    printer = start("printer", "--listen", "tcp:127.0.0.1:0", "--folder", str(folder))
    arguments = ["print", "--test-slip", "--to", printer.address, "--preview", str(preview)]
    assert main([*arguments, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said == {"outcome": "printed", "reason": None, "proof": "process_id"}
    assert [paper.name for paper in folder.iterdir()] == ["receipt-0001.png"]
    assert main(["print", str(preview), "--to", printer.address]) == 0
    assert "printed: process id" in capsys.readouterr().out


def test_a_probe_tells_every_component(
    start: Start, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    steering = tmp_path / "printer.sock"
    folder = str(tmp_path / "paper")
    tcp = ("--listen", "tcp:127.0.0.1:0")
    printer = start("printer", *tcp, "--folder", folder, "--control", str(steering))
    terminal = start("terminal", *tcp, "--driver", "iran_tlv")
    scanner = start("scanner")
    profile = tmp_path / "devices.toml"
    profile.write_text(f"""
[printer]
address = "{printer.address}"
[terminal]
driver = "iran_tlv"
address = "{terminal.address}"
terminal_id = "12345678"
[scanner]
address = "{scanner.address}"
""")
    assert main(["probe", "--devices", str(profile), "--json"]) == 0
    states = {r["component"]: r["state"] for r in json.loads(capsys.readouterr().out)}
    assert states == {
        "printer": "ready",
        "paper": "ready",
        "terminal": "ready",
        "scanner": "ready",
        **dict.fromkeys(
            ("reader", "ups", "door", "temperature", "disk", "clock", "screen"), "absent"
        ),
    }
    assert control(steering, {"do": "paper", "value": "out"})["ok"] is True
    assert main(["probe", "--devices", str(profile)]) == 1
    assert "paper       failed  paper_end" in capsys.readouterr().out
    assert main(["print", "--test-slip", "--to", printer.address]) == 1


def test_the_control_socket_answers_nonsense_with_a_reason(start: Start, tmp_path: Path) -> None:
    steering = tmp_path / "terminal.sock"
    start("terminal", "--listen", "tcp:127.0.0.1:0", "--control", str(steering))
    answer = control(steering, {"do": "dance"})
    assert answer["ok"] is False
    assert "present_card" in answer["next_step"]
    assert control(steering, {"do": "present_card"})["ok"] is False
    assert control(steering, {"do": "state"})["phase"] == "idle"


def test_an_emulator_that_was_killed_can_be_started_again_at_once(tmp_path: Path) -> None:
    steering = tmp_path / "scanner.sock"
    first = Running("scanner", "--control", str(steering))
    first.process.kill()
    first.process.wait()
    assert first.process.stdout is not None
    first.process.stdout.close()
    second = Running("scanner", "--control", str(steering))
    eventually(lambda: control(steering, {"do": "state"})["ok"], "it answers")
    assert second.end() == 0
    with pytest.raises(MissingPart):
        control(steering, {"do": "state"})


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["print", "--test-slip"], 2, "--to ADDRESS"),
        (["print", "--test-slip", "--to", "lpt1"], 2, "tcp:"),
        (["print", "--test-slip", "--to", "tcp:127.0.0.1:1"], 3, ""),
        (["print", "/no/such/picture.png", "--preview", "/no/such/preview.png"], 3, "no file"),
        (["print", __file__, "--preview", "/no/such/preview.png"], 2, "picture"),
        (["probe", "--devices", "/no/such/devices.toml"], 3, "Enrol this kiosk"),
        (["emulate", "scanner", "--listen", "file:/tmp/x"], 2, "pty"),
        (["emulate", "scanner", "--listen", "tcp:192.0.2.1:1"], 3, "port 0"),
    ],
)
def test_a_refusal_says_what_to_do(
    arguments: list[str], code: int, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == code
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["print"],
        ["probe"],
        ["list"],
        ["test"],
        ["watch"],
        ["profile"],
        ["emulate"],
        ["emulate", "printer"],
        ["emulate", "terminal"],
        ["emulate", "scanner"],
        ["emulate", "reader"],
    ],
)
def test_every_command_has_help_with_an_example(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*command, "--help"])
    assert ended.value.code == 0
    assert "example: pishkhan hardware" in capsys.readouterr().out
