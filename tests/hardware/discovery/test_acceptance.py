"""`pishkhan hardware test`: what a technician is told of each device, and what stays unsaid."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hardware.__main__ import main
from tests.hardware.discovery.conftest import Emulate
from tests.hardware.discovery.emulators import EmulatedProcess


def results_of(
    capsys: pytest.CaptureFixture[str], profile: Path, code: int, *arguments: str
) -> list[dict[str, Any]]:
    assert main(["test", "--devices", str(profile), "--json", *arguments]) == code
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def profile_of(folder: Path, text: str) -> Path:
    path = folder / "devices.toml"
    path.write_text(text)
    return path


@pytest.fixture
def printer(emulate: Emulate, tmp_path: Path) -> EmulatedProcess:
    folder = str(tmp_path / "paper")
    return emulate("printer", "--listen", "tcp:127.0.0.1:0", "--folder", folder)


def test_a_printer_passes_with_the_slip_on_paper(
    printer: EmulatedProcess, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = profile_of(tmp_path, f'[printer]\naddress = "{printer.address}"\n')
    (result,) = results_of(capsys, profile, 0)
    assert (result["table"], result["verdict"]) == ("printer", "passed")
    assert "proven by process id" in result["what"]
    assert len(list((tmp_path / "paper").iterdir())) == 1


def test_a_printer_without_paper_says_what_to_do(
    printer: EmulatedProcess, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    printer.obey(do="paper", value="out")
    profile = profile_of(tmp_path, f'[printer]\naddress = "{printer.address}"\n')
    (result,) = results_of(capsys, profile, 1)
    assert result["verdict"] == "failed"
    assert "paper" in result["what"].lower()
    assert result["action"]


@pytest.mark.parametrize("driver", ["zvt", "iran_tlv"])
def test_a_terminal_is_asked_for_no_money(
    emulate: Emulate, tmp_path: Path, capsys: pytest.CaptureFixture[str], driver: str
) -> None:
    ledger = tmp_path / "ledger"
    terminal = emulate(
        "terminal",
        *("--driver", driver, "--listen", "tcp:127.0.0.1:0"),
        *("--auto-approve-ms", "0", "--ledger", str(ledger)),
    )
    text = f'[terminal]\ndriver = "{driver}"\naddress = "{terminal.address}"\n'
    profile = profile_of(tmp_path, text + 'terminal_id = "12345678"\n')
    (result,) = results_of(capsys, profile, 0)
    assert result["verdict"] == "passed"
    assert "no money" in result["what"]
    assert not ledger.exists() or not ledger.read_text()


def test_a_code_and_a_card_are_waited_for_and_masked(emulate: Emulate, tmp_path: Path) -> None:
    scanner = emulate("scanner", "--listen", f"pty:{tmp_path}/scanner")
    reader = emulate("reader", "--listen", f"pty:{tmp_path}/reader")
    profile = profile_of(
        tmp_path,
        f'[scanner]\naddress = "serial:{tmp_path}/scanner"\n'
        f'[[reader]]\naddress = "serial:{tmp_path}/reader"\n',
    )
    command = [sys.executable, "-m", "hardware", "test", "--devices", str(profile), "--json"]
    with subprocess.Popen(
        [*command, "--wait-s", "20"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert "Scan the code on the test slip" in running.stderr.readline()
        assert scanner.obey(do="scan", text="11177532001400000012070160")["sent"]
        told = running.stdout.readline()
        assert "No bank card." in running.stderr.readline()
        assert reader.obey(do="card", number="67003B51C6")["sent"]
        told += running.stdout.readline()
    results = [json.loads(line) for line in told.splitlines()]
    assert [result["verdict"] for result in results] == ["passed", "passed"]
    assert results[0]["what"].startswith("A code of 26 characters was read")
    assert "11177532" not in told
    assert "67003B51" not in told
    assert running.returncode == 0


def test_nobody_scanning_is_a_failure_with_advice(
    emulate: Emulate, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    emulate("scanner", "--listen", f"pty:{tmp_path}/scanner")
    profile = profile_of(tmp_path, f'[scanner]\naddress = "serial:{tmp_path}/scanner"\n')
    (result,) = results_of(capsys, profile, 1, "--wait-s", "0.1")
    assert result["what"] == "No code was read."
    assert "clean its window" in result["action"]


def test_a_device_that_is_not_there_has_its_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = profile_of(tmp_path, f'[scanner]\naddress = "serial:{tmp_path}/none"\n')
    (result,) = results_of(capsys, profile, 1)
    assert result["what"] == "The scanner is not plugged in."
    assert main(["test", "--devices", str(profile)]) == 1
    assert "failed    scanner (cdc): The scanner is not plugged in." in capsys.readouterr().out


def test_only_one_table_is_tested(
    printer: EmulatedProcess, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f'[printer]\naddress = "{printer.address}"\n[scanner]\naddress = "serial:/dev/none"\n'
    profile = profile_of(tmp_path, text)
    (result,) = results_of(capsys, profile, 0, "--only", "printer")
    assert result["table"] == "printer"
    assert main(["test", "--devices", str(profile), "--only", "reader"]) == 2
    assert "names no reader" in capsys.readouterr().err
