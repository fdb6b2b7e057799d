"""Every command that a document or a page shows is one that its program understands."""

import re
import shlex
from pathlib import Path

import pytest

from central.__main__ import build_parser as hub_parser
from provisioning.cli import build_parser as provision_parser

ROOT = Path(__file__).parents[3]
PAGES = (
    *sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")]),
    ROOT / "central" / "console" / "templates" / "kiosks.html",
)
PARSERS = {"hub": hub_parser, "provision": provision_parser}
NAMED_ONLY = {"pishkhan hub staff", "pishkhan provision enrol"}
"""Said of, not shown."""


def shown_commands(page: Path) -> list[str]:
    """In a line of their own, or in text between backticks, where a line may end within one."""
    text = page.read_text("utf-8")
    lines = re.findall(r"^ *(pishkhan (?:hub|provision) .+)$", text, re.MULTILINE)
    quoted = re.findall(r"`(pishkhan (?:hub|provision) [^`]+)`", text)
    marked = re.findall(r"<code>(pishkhan (?:hub|provision) [^<]+)</code>", text)
    found = [" ".join(command.split()) for command in (*lines, *quoted, *marked)]
    return [command for command in found if command not in NAMED_ONLY and "`" not in command]


SHOWN = [(page.name, command) for page in PAGES for command in shown_commands(page)]


def test_readme_operations_and_the_console_promise_the_short_claim() -> None:
    claim = "pishkhan provision claim --district 2 --office khayyam"
    assert {page for page, command in SHOWN if command == claim} == {
        "README.md",
        "operations.md",
        "kiosks.html",
    }


@pytest.mark.parametrize(("page", "command"), SHOWN)
def test_a_shown_command_is_understood(page: str, command: str) -> None:
    _, program, *words = shlex.split(command)
    assert PARSERS[program]().parse_args(words).run, page
