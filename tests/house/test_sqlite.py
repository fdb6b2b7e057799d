"""One SQLite library: the interpreter's own has a bug that can corrupt a write-ahead log."""

import ast

from tests.house.sources import Fault, Source, report, sources

STDLIB = "sqlite3"


def stdlib_sqlite(source: Source) -> list[Fault]:
    faults = []
    for node in ast.walk(ast.parse(source.text)):
        match node:
            case ast.Import(names=names):
                modules = [alias.name for alias in names]
            case ast.ImportFrom(module=str(module), level=0):
                modules = [module]
            case _:
                continue
        if any(module.partition(".")[0] == STDLIB for module in modules):
            faults.append(Fault(source.path, node.lineno, "import pysqlite3.dbapi2 as sqlite3"))
    return faults


def test_the_linter_sees_the_interpreters_sqlite() -> None:
    assert stdlib_sqlite(Source("a.py", "import sqlite3\n"))
    assert stdlib_sqlite(Source("a.py", "from sqlite3 import connect\n"))
    assert not stdlib_sqlite(Source("a.py", "import pysqlite3.dbapi2 as sqlite3\n"))


def test_nobody_opens_a_file_with_the_interpreters_sqlite() -> None:
    faults = [fault for source in sources(".py") for fault in stdlib_sqlite(source)]
    assert not faults, report(faults)
