"""Logs are lines of JSON in files that never grow beyond their bound."""

import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.logs import (
    BYTES_VARIABLE,
    DEFAULT_BYTES,
    FILES,
    LEAST_BYTES,
    LONGEST_MESSAGE,
    JsonLines,
    LogFiles,
    log_files,
    logging_processes,
    start_logging,
)
from tests.support.processes import ChildProcess

BOUND = 64 * 1024
CHATTER = """
import logging, sys
from pathlib import Path
from contract.logs import start_logging
start_logging("window", Path(sys.argv[1]))
for number in range(800):
    logging.getLogger("chatter").info("%s says %d %s", sys.argv[2], number, "." * 200)
"""


@pytest.fixture(autouse=True)
def own_logging() -> Iterator[None]:
    """What a test starts is taken back: pytest's own handlers stand there."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def test_a_line_is_one_object_whatever_it_says() -> None:
    record = logging.LogRecord(
        "pishkhan.hub", logging.ERROR, "", 0, "کیوسک %s\nدوم", ("خیام",), None
    )
    line = JsonLines("hub").format(record)
    assert "\n" not in line
    said = json.loads(line)
    assert (said["process"], said["level"], said["logger"], said["message"]) == (
        "hub",
        "error",
        "pishkhan.hub",
        "کیوسک خیام\nدوم",
    )
    assert said["time"].endswith("+00:00")


def test_the_trace_of_a_failure_stands_in_its_line() -> None:
    try:
        raise ZeroDivisionError("by nothing")
    except ZeroDivisionError:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "failed", (), sys.exc_info())
    assert "by nothing" in json.loads(JsonLines("hub").format(record))["trace"]


def test_all_files_together_keep_within_the_bound_and_the_newest_lines_stay(
    tmp_path: Path,
) -> None:
    start_logging("agent", tmp_path / "logs", environment={BYTES_VARIABLE: str(BOUND)})
    log = logging.getLogger("chatter")
    for number in range(2_000):
        log.info("line %d %s", number, "." * 100)
    log.info("endless %s", "x" * 10 * BOUND)
    files = log_files(tmp_path / "logs")
    assert len(files) == FILES
    assert sum(file.stat().st_size for file in files) <= BOUND
    newest = (tmp_path / "logs" / "agent.log").read_text().splitlines()
    last = json.loads(newest[-1])
    assert len(last["message"]) == LONGEST_MESSAGE
    order = [LogFiles(tmp_path / "logs", "agent").before(number) for number in (3, 2, 1)]
    numbers = [
        int(json.loads(line)["message"].split()[1])
        for file in order
        for line in file.read_text().splitlines()
    ]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def test_the_newest_whole_lines_are_read_over_the_files_bounds(tmp_path: Path) -> None:
    files = LogFiles(tmp_path, "agent", total_bytes=400)
    for number in range(30):
        files.write(b"%09d\n" % number)
    assert logging_processes(tmp_path) == ["agent"]
    assert files.newest(255) == [b"%09d\n" % number for number in range(5, 30)]
    assert files.newest(10_000) == [b"%09d\n" % number for number in range(30)]
    with files.current.open("ab") as file:
        file.write(b"cut by a full dis")
    assert files.newest(47) == [b"%09d\n" % number for number in range(27, 30)]


def test_two_processes_of_one_name_lose_no_line_to_each_other(tmp_path: Path) -> None:
    both = [
        ChildProcess(
            [sys.executable, "-c", CHATTER, tmp_path / "logs", name],
            log=tmp_path / f"{name}.out",
            folder=Path(__file__).parents[2],
            environment={BYTES_VARIABLE: str(BOUND * 16)},
        )
        for name in ("shown", "spare")
    ]
    assert [process.wait() for process in both] == [0, 0]
    lines = [
        json.loads(line)["message"].split()[:3]
        for file in log_files(tmp_path / "logs")
        for line in file.read_text().splitlines()
    ]
    said = [[name, "says", str(number)] for name in ("shown", "spare") for number in range(800)]
    assert sorted(lines) == sorted(said)


def test_a_disk_that_takes_nothing_stops_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "logs"
    folder.write_text("in the way")
    start_logging("agent", folder)
    for _ in range(3):
        logging.getLogger("x").info("still here")
    said = capsys.readouterr().err
    assert said.count("cannot be written") == 1
    assert said.count("still here") == 3


@pytest.mark.parametrize(
    ("said", "meant"),
    [("", DEFAULT_BYTES), ("a lot", DEFAULT_BYTES), ("-5", DEFAULT_BYTES), ("7", LEAST_BYTES)],
)
def test_a_bound_that_makes_no_sense_is_not_taken(tmp_path: Path, said: str, meant: int) -> None:
    start_logging("agent", tmp_path / "logs", environment={BYTES_VARIABLE: said})
    (_, handler) = logging.getLogger().handlers
    assert vars(handler)["_files"].total_bytes == meant
