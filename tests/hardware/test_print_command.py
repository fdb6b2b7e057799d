"""`pishkhan hardware print`: the outcome, its reason and the exit code a script may trust."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from hardware.__main__ import main
from hardware.emulation import Emulation, open_wire
from hardware.printers.emulator import EmulatedPrinter, EmulatedPrinterSetup

Said = pytest.CaptureFixture[str]


@pytest.fixture
def printer(tmp_path: Path) -> Iterator[Emulation]:
    setup = EmulatedPrinterSetup(tmp_path / "paper", rows_per_s=0)
    emulation = Emulation(EmulatedPrinter(setup), open_wire("tcp:127.0.0.1:0"))
    yield emulation
    emulation.close()


def printed(printer: Emulation, *arguments: str) -> int:
    return main(["print", *arguments, "--to", str(printer.address), "--json"])


def test_printed_is_the_only_outcome_with_exit_code_0(printer: Emulation, capsys: Said) -> None:
    assert printed(printer, "--test-slip") == 0
    assert json.loads(capsys.readouterr().out)["outcome"] == "printed"
    printer.obey({"do": "paper", "value": "out"})
    assert printed(printer, "--test-slip") == 1
    assert json.loads(capsys.readouterr().out) == {
        "outcome": "not_printed",
        "reason": "paper_end",
    }


def test_a_page_that_may_hang_out_is_unknown(printer: Emulation, capsys: Said) -> None:
    """The knife jams at the cut: the page is on paper, and may or may not be in hand."""
    printer.obey({"do": "cutter", "value": "fails"})
    assert printed(printer, "--test-slip") == 1
    assert json.loads(capsys.readouterr().out) == {"outcome": "unknown", "reason": "cutter"}


def test_nobody_there_is_exit_code_3(capsys: Said) -> None:
    assert main(["print", "--test-slip", "--to", "tcp:127.0.0.1:1", "--json"]) == 3
    assert json.loads(capsys.readouterr().out) == {
        "outcome": "not_printed",
        "reason": "link_down",
    }


def test_a_preview_alone_needs_no_printer(tmp_path: Path, capsys: Said) -> None:
    preview = tmp_path / "slip.png"
    assert main(["print", "--test-slip", "--columns", "58mm", "--preview", str(preview)]) == 0
    with Image.open(preview) as picture:
        assert (picture.mode, picture.width) == ("1", 384)
    assert str(preview) in capsys.readouterr().out


def test_a_text_is_laid_out_and_printed(printer: Emulation, tmp_path: Path) -> None:
    text = tmp_path / "notice.txt"
    text.write_text("امروز این پیشخوان تا ساعت ۱۴ باز است.\n\nOpen until 14:00\n", "utf-8")
    assert printed(printer, str(text)) == 0
    (paper,) = (tmp_path / "paper").iterdir()
    with Image.open(paper) as picture:
        assert picture.convert("L").histogram()[0] > 500


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xff\xfe\x00", b"line\n" * 401])
def test_a_text_that_cannot_be_printed_is_refused_with_what_to_do(
    tmp_path: Path, content: bytes, capsys: Said
) -> None:
    text = tmp_path / "notice.txt"
    text.write_bytes(content)
    assert main(["print", str(text), "--preview", str(tmp_path / "x.png")]) == 2
    assert "UTF-8" in (said := capsys.readouterr().err) or "lines of text" in said


def test_a_star_printer_is_printed_to_by_its_driver(tmp_path: Path, capsys: Said) -> None:
    setup = EmulatedPrinterSetup(tmp_path / "paper", rows_per_s=0, family="star_line")
    emulation = Emulation(EmulatedPrinter(setup), open_wire("tcp:127.0.0.1:0"))
    try:
        assert printed(emulation, "--test-slip", "--driver", "star_line") == 0
        assert json.loads(capsys.readouterr().out)["proof"] == "print_end_counter"
    finally:
        emulation.close()
