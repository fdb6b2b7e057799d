"""Logs of every process that runs long: lines of JSON on standard error and in files of its own.

The service manager collects what is on standard error; the files are for a support bundle, and for
machines where nobody collects. Their size is bounded: a file that is full becomes the previous
one, and the oldest goes. Several processes of one name share a file: each line is written under a
lock. A disk that takes no more costs lines in the file, never the process.
"""

import fcntl
import json
import logging
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

FOLDER = "logs"
"""Within a device's folder, or the hub's."""
BYTES_VARIABLE = "PISHKHAN_LOG_BYTES"
"""What all files of one process may take together; a unit may set it."""
DEFAULT_BYTES = 8 * 1024 * 1024
LEAST_BYTES = 64 * 1024
FILES = 4
LONGEST_MESSAGE = 4_000
LONGEST_TRACE = 8_000
PRIVATE = 0o600


class JsonLines(logging.Formatter):
    """One object a line: time in UTC, process, level, logger, message, and the trace of an
    exception, both cut where they would go on without end."""

    def __init__(self, process: str) -> None:
        super().__init__()
        self._process = process

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "process": self._process,
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage()[:LONGEST_MESSAGE],
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)[-LONGEST_TRACE:]
        return json.dumps(line, ensure_ascii=False)


@dataclass(frozen=True)
class LogFiles:
    """`NAME.log` is written; `NAME.1.log` to `NAME.3.log` are those before, the newest first."""

    folder: Path
    name: str
    total_bytes: int = DEFAULT_BYTES

    @property
    def current(self) -> Path:
        return self.folder / f"{self.name}.log"

    def before(self, number: int) -> Path:
        return self.folder / f"{self.name}.{number}.log"

    @property
    def file_bytes(self) -> int:
        return self.total_bytes // FILES

    def write(self, line: bytes) -> None:
        """Raises OSError."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._lock():
            if self._is_full(len(line)):
                self._rotate()
            file = os.open(self.current, os.O_WRONLY | os.O_CREAT | os.O_APPEND, PRIVATE)
            try:
                os.write(file, line)
            finally:
                os.close(file)

    def newest(self, most_bytes: int) -> list[bytes]:
        """Whole lines of so many bytes at most, the newest last. Raises OSError."""
        tails: list[bytes] = []
        left = most_bytes
        with self._lock():
            for path in (self.current, *map(self.before, range(1, FILES))):
                if left > 0 and path.exists():
                    tails.insert(0, _tail(path, left))
                    left -= path.stat().st_size
        return b"".join(tails).splitlines(keepends=True)

    def _lock(self) -> "_Lock":
        return _Lock(self.folder / f".{self.name}.lock")

    def _is_full(self, more: int) -> bool:
        try:
            return self.current.stat().st_size + more > self.file_bytes
        except FileNotFoundError:
            return False

    def _rotate(self) -> None:
        for number in range(FILES - 1, 1, -1):
            if self.before(number - 1).exists():
                os.replace(self.before(number - 1), self.before(number))
        os.replace(self.current, self.before(1))


def _tail(path: Path, most_bytes: int) -> bytes:
    """Without a first line that the bound cuts, and a last one that a full disk has cut."""
    before = max(0, path.stat().st_size - most_bytes)
    with path.open("rb") as file:
        file.seek(max(0, before - 1))
        said = file.read()
    whole = said[said.find(b"\n") + 1 :] if before else said
    return whole[: whole.rfind(b"\n") + 1]


class _Lock:
    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, PRIVATE)
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        os.close(self._file)


class _ToFiles(logging.Handler):
    def __init__(self, files: LogFiles) -> None:
        super().__init__()
        self._files = files
        self._has_complained = False

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._files.write(self.format(record).encode() + b"\n")
            self._has_complained = False
        except OSError as error:
            if not self._has_complained:
                self._has_complained = True
                print(f"{self._files.current} cannot be written: {error}", file=sys.stderr)


def start_logging(
    process: str,
    folder: Path,
    level: str = "info",
    environment: Mapping[str, str] = os.environ,
) -> None:
    """This process's logs go to standard error and to files in `folder`."""
    files = LogFiles(folder, process, _total_bytes(environment))
    root = logging.getLogger()
    root.handlers[:] = [logging.StreamHandler(sys.stderr), _ToFiles(files)]
    for handler in root.handlers:
        handler.setFormatter(JsonLines(process))
    root.setLevel(level.upper())


def logging_processes(folder: Path) -> list[str]:
    """The names of those that have logged here."""
    return sorted({path.name.partition(".")[0] for path in log_files(folder)})


def log_files(folder: Path) -> list[Path]:
    """All that is there, whoever wrote it, in the order of their names."""
    return sorted(folder.glob("*.log"))


def _total_bytes(environment: Mapping[str, str]) -> int:
    """What is no number, or too small to be of use, is not taken."""
    said = environment.get(BYTES_VARIABLE, "")
    return max(LEAST_BYTES, int(said)) if said.isdecimal() else DEFAULT_BYTES
