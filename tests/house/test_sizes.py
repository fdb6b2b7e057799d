"""Files and functions stay small enough to be read in one go."""

import ast
import statistics

from tests.house.sources import PACKAGES, Fault, Source, report, sources

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
MEDIAN_FILE = 120
MIGRATIONS = "/migrations/versions/"  # each a list of changes, as long as they are many
CODE = (".py", ".qml", ".js", ".css")


def long_file(source: Source) -> list[Fault]:
    count = len(source.lines)
    if count <= LONGEST_FILE:
        return []
    return [Fault(source.path, 0, f"{count} lines; split it by what it is about")]


def long_functions(source: Source) -> list[Fault]:
    faults = []
    for node in ast.walk(ast.parse(source.text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            count = (node.end_lineno or node.lineno) - node.lineno + 1
            if count > LONGEST_FUNCTION:
                faults.append(Fault(source.path, node.lineno, f"{node.name} has {count} lines"))
    return faults


def test_the_linters_see_what_is_too_long() -> None:
    statements = "\n".join(["    x = 1"] * 60)
    assert long_functions(Source("a.py", f"def f():\n{statements}\n"))
    assert not long_functions(Source("a.py", "def f():\n    return 1\n"))
    assert long_file(Source("a.py", "x = 1\n" * 401))
    assert not long_file(Source("a.py", "x = 1\n" * 400))


def test_no_file_is_longer_than_a_room() -> None:
    faults = [fault for source in sources(*CODE, ".html") for fault in long_file(source)]
    assert not faults, report(faults)


def test_no_function_is_longer_than_a_screen() -> None:
    faults = [
        fault
        for source in sources(".py")
        if not source.of_tests and MIGRATIONS not in source.path
        for fault in long_functions(source)
    ]
    assert not faults, report(faults)


def test_half_of_the_files_are_short() -> None:
    lengths = [len(source.lines) for source in sources(*CODE, under=PACKAGES)]
    assert statistics.median(lengths) < MEDIAN_FILE
