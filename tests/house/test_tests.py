"""A test asserts something, waits for what it needs, and runs our own code, not a mock of it."""

import ast
import re

from tests.house.sources import Fault, Source, report, sources

ASSERTS = re.compile(r"assert|raises|eventually|wait_until|until_|expect|verify|check")
TEST_CASE = re.compile(r"/test_\w+\.py$")


def without_assertion(source: Source) -> list[Fault]:
    return [
        Fault(source.path, node.lineno, f"{node.name} asserts nothing")
        for node in ast.walk(ast.parse(source.text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
        and not ASSERTS.search("\n".join(ast.unparse(line) for line in node.body))
    ]


def sleeping(source: Source) -> list[Fault]:
    return [
        Fault(source.path, number, "poll with a deadline: tests.support.waiting")
        for number, line in enumerate(source.lines, start=1)
        if re.search(r"\b(time|asyncio)\.sleep\(|QTest\.qWait\(", line)
    ]


def mocking(source: Source) -> list[Fault]:
    return [
        Fault(source.path, number, "write a small fake of the same interface")
        for number, line in enumerate(source.lines, start=1)
        if re.search(r"^\s*(from|import) (unittest\.)?mock\b|from unittest import m[o]ck", line)
    ]


def test_the_linters_see_an_empty_a_sleeping_and_a_mocking_test() -> None:
    assert without_assertion(Source("a.py", "def test_x():\n    run()\n"))
    assert not without_assertion(Source("a.py", "def test_x():\n    assert run()\n"))
    assert sleeping(Source("a.py", "time.sl" + "eep(1)\n"))
    assert mocking(Source("a.py", "from unittest.m" + "ock import Mock\n"))


def test_every_test_asserts_something() -> None:
    cases = [s for s in sources(".py", under=("tests",)) if TEST_CASE.search(s.path)]
    faults = [fault for source in cases for fault in without_assertion(source)]
    assert cases
    assert not faults, report(faults)


def test_no_test_sleeps_or_mocks() -> None:
    cases = [s for s in sources(".py", under=("tests",)) if s.path != "tests/support/waiting.py"]
    faults = [fault for s in cases for rule in (sleeping, mocking) for fault in rule(s)]
    assert not faults, report(faults)
