"""One command for all programs, which loads only the program that is asked for."""

import subprocess
import sys

import pytest

import pishkhan
from contract.errors import DamagedData
from tests.house.sources import PACKAGES, ROOT


def loaded_after(statement: str) -> set[str]:
    """Which of our packages a fresh interpreter has loaded after a statement."""
    script = f"import sys, pishkhan\n{statement}\nprint(*sys.modules)"
    finished = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(PACKAGES) & set(finished.stdout.splitlines()[-1].split())


def test_the_list_of_commands_loads_none_of_them() -> None:
    assert loaded_after("pishkhan.main(['--help'])") == set()


def test_a_kiosk_starts_without_loading_a_hub() -> None:
    run = "try: pishkhan.main(['kiosk', '--help'])\nexcept SystemExit: pass"
    assert "kiosk" in loaded_after(run)
    assert not loaded_after(run) & {"central", "provisioning", "benchmarks"}


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert pishkhan.main(["--help"]) == 0
    text = capsys.readouterr().out
    assert all(f"  {name} " in text for name in pishkhan.PROGRAMS)


def test_an_unknown_command_is_bad_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert pishkhan.main(["kisok"]) == 2
    said = capsys.readouterr().err
    assert "kisok" in said
    assert "--help" in said


def test_an_expected_error_is_two_lines_and_its_own_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def main(argv: list[str]) -> int:
        raise DamagedData(
            f"The journal {argv[0]} ends in half an event.", "Export it, then restart."
        )

    monkeypatch.setattr(pishkhan, "entry_of", lambda _: main)
    assert pishkhan.main(["agent", "x.journal"]) == 4
    assert capsys.readouterr().err.splitlines() == [
        "pishkhan: The journal x.journal ends in half an event.",
        "          Export it, then restart.",
    ]


def test_interrupting_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def main(_: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(pishkhan, "entry_of", lambda _: main)
    assert pishkhan.main(["agent"]) == pishkhan.INTERRUPTED
