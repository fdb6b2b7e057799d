"""Every command explains itself: `--help` works, and shows an example."""

import argparse
import importlib
from collections.abc import Iterator

import pytest

from pishkhan import PROGRAMS, main


class Caught(Exception):  # carries the parser out of the program that made it
    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self.parser = parser


def parser_of(module: str, monkeypatch: pytest.MonkeyPatch) -> argparse.ArgumentParser:
    """The parser that a program's `main` is about to use."""

    def catch(parser: argparse.ArgumentParser, *_: object, **__: object) -> None:
        raise Caught(parser)

    program = importlib.import_module(module)
    with monkeypatch.context() as patch, pytest.raises(Caught) as caught:
        patch.setattr(argparse.ArgumentParser, "parse_args", catch)
        patch.setattr(argparse.ArgumentParser, "parse_known_args", catch)
        program.main([])
    return caught.value.parser


def commands(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """The command itself and, however deep, the commands under it."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for child in action.choices.values():
                yield from commands(child)


def without_example(parser: argparse.ArgumentParser) -> list[str]:
    return [c.prog for c in commands(parser) if "example" not in (c.epilog or "").lower()]


def test_the_linter_sees_a_command_without_an_example() -> None:
    parser = argparse.ArgumentParser(prog="a", epilog="example: a b")
    parser.add_subparsers().add_parser("b")
    assert without_example(parser) == ["a b"]


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_command_and_subcommand_shows_an_example(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    parser = parser_of(PROGRAMS[name].module, monkeypatch)
    assert parser.prog == f"pishkhan {name}"
    assert not without_example(parser)


@pytest.mark.parametrize("name", PROGRAMS)
def test_help_of_every_command_ends_well(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert f"pishkhan {name}" in capsys.readouterr().out
