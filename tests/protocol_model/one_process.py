"""SQLite without the calls by which processes keep out of each other's way.

All processes of a round are simulated in one: no other ever opens its files. SQLite has a way of
opening them for that (sqlite.org/vfs.html, "unix-excl"): connections lock each other out as ever,
but in memory, and the index of a WAL is no file. What a commit writes, and what a reader sees of
it, is the same.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

import pysqlite3.dbapi2 as sqlite3
import pytest

VFS = "unix-excl"
_connect = sqlite3.connect


@contextmanager
def files_of_one_process() -> Iterator[None]:
    """So is every database opened meanwhile; those that are open already must be closed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", _connect_in_one_process)
        yield


def _connect_in_one_process(
    database: str, *options: Any, uri: bool = False, **named: Any
) -> sqlite3.Connection:
    address = database if uri else f"file:{quote(database)}?mode=rwc"
    return _connect(f"{address}&vfs={VFS}", *options, uri=True, **named)
