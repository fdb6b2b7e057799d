"""A consistent copy of the whole database, made while the hub goes on working."""

import os
import shutil
import subprocess
from pathlib import Path

import pysqlite3.dbapi2 as sqlite3
from sqlalchemy import URL, Engine

from contract.errors import DamagedData, MissingPart, PishkhanError

DEBIAN_PROGRAMS = Path("/usr/lib/postgresql")
MARK_RESTORED = "UPDATE hub_state SET restored = {true};"
"""In the copy only: who starts from it knows that events may have been lost since."""


class CopyRefused(PishkhanError):
    """The copy can't be written where it should be."""


class CopyToolMissing(MissingPart):
    """PostgreSQL's own program for copying isn't installed here."""


def copy_database(engine: Engine, target: Path) -> None:
    """Write the copy to `target`, whole or not at all; on the disk when this returns.

    Raises CopyRefused, CopyToolMissing or DamagedData.
    """
    if target.exists():
        raise CopyRefused(f"{target} is already there.", "Give each backup a name of its own.")
    if not target.parent.is_dir():
        raise CopyRefused(f"There is no folder {target.parent}.", "Make it, or name another.")
    beside = target.with_name(f".{target.name}.part")
    beside.unlink(missing_ok=True)
    try:
        if engine.dialect.name == "sqlite":
            _copy_sqlite(engine.url, beside)
        else:
            _copy_postgresql(engine.url, beside)
        _sync(beside)
        os.replace(beside, target)
        _sync(target.parent)
    finally:
        beside.unlink(missing_ok=True)


def _copy_sqlite(url: URL, target: Path) -> None:
    source = sqlite3.connect(f"file:{url.database}?mode=ro", uri=True, isolation_level=None)
    try:
        source.execute("VACUUM INTO ?", (str(target),))
    finally:
        source.close()
    copy = sqlite3.connect(str(target), isolation_level=None)
    try:
        found = copy.execute("PRAGMA quick_check").fetchone()[0]
        if found != "ok":
            raise DamagedData(
                f"The copy is damaged: {found}.", "Check the disks; keep the backup before it."
            )
        copy.execute(MARK_RESTORED.format(true="1"))
    finally:
        copy.close()


def _copy_postgresql(url: URL, target: Path) -> None:
    command = [
        _pg_dump(),
        "--no-owner",
        "--no-privileges",
        f"--host={url.host or ''}",
        f"--port={url.port or 5432}",
        f"--username={url.username or ''}",
        f"--file={target}",
        str(url.database),
    ]
    environment = {**os.environ, "PGPASSWORD": url.password or ""}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise CopyRefused(f"pg_dump failed: {reason}", "Mend that and make the backup again.")
    with target.open("a", encoding="utf-8") as script:
        script.write(MARK_RESTORED.format(true="true").replace("hub_state", "public.hub_state"))
        script.write("\n")


def _pg_dump() -> str:
    found = shutil.which("pg_dump")
    if found:
        return found
    versions = sorted(
        DEBIAN_PROGRAMS.glob("*/bin/pg_dump"), key=lambda path: int(path.parent.parent.name)
    )
    if not versions:
        raise CopyToolMissing(
            "pg_dump isn't installed on this machine.",
            "Install Debian's postgresql-client, or make the backup on the database's machine.",
        )
    return str(versions[-1])


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
