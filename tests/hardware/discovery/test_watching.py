"""`pishkhan hardware watch`: what happens at the devices, in lines, nothing of it in clear."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

import pytest

from hardware.discovery.masking import masked
from tests.hardware.discovery.conftest import Emulate
from tests.support.waiting import eventually

CARD = "67003B51C6"
CODE = "11177532001400000012070160"


class Watching:
    """The command in a process of its own, its lines in a queue."""

    def __init__(self, *arguments: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "hardware", "watch", *arguments],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        self._lines: SimpleQueue[str] = SimpleQueue()
        self.told: list[str] = []
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def until(self, *words: str) -> str:
        """The first line, of those told and to come, with all of these in it."""

        def found() -> str | None:
            try:
                while True:
                    self.told.append(self._lines.get_nowait())
            except Empty:
                return next((line for line in self.told if all(w in line for w in words)), None)

        return eventually(found, f"a line with {words}")

    def end(self) -> int:
        self._process.send_signal(signal.SIGINT)
        code = self._process.wait(timeout=20)
        self._reader.join(timeout=5)
        return code

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                self._lines.put(line.rstrip("\n"))


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "devices.toml"
    path.write_text(f"""
[scanner]
driver = "cdc"
address = "serial:{tmp_path}/scanner"
[[reader]]
driver = "rdm6300"
address = "serial:{tmp_path}/reader"
""")
    return path


@pytest.fixture(params=[False, True], ids=["text", "json"])
def watching(request: pytest.FixtureRequest, profile: Path) -> Iterator[Watching]:
    running = Watching("--devices", str(profile), *(["--json"] if request.param else []))
    yield running
    assert running.end() == 0


def test_states_and_readings_are_told_and_masked(
    watching: Watching, emulate: Emulate, tmp_path: Path
) -> None:
    watching.until("scanner", "plugged")
    scanner = emulate("scanner", "--listen", f"pty:{tmp_path}/scanner")
    reader = emulate("reader", "--listen", f"pty:{tmp_path}/reader")
    watching.until("scanner", "ready")
    watching.until("reader", "ready")
    eventually(lambda: scanner.obey(do="scan", text=CODE).get("sent"), "somebody listens")
    eventually(lambda: reader.obey(do="card", number=CARD).get("sent"), "somebody listens")
    watching.until(masked(CODE))
    watching.until(masked(CARD))
    assert not [line for line in watching.told if CODE in line or CARD in line]


def test_a_json_line_is_one_object(profile: Path) -> None:
    watching = Watching("--devices", str(profile), "--json")
    told: dict[str, Any] = json.loads(watching.until("unplugged"))
    assert watching.end() == 0
    assert told["event"] == "state"
    assert told["state"] == "failed"
    assert told["at_ms"] >= told["since_ms"]


def test_plugging_is_told_without_a_profile() -> None:
    again = Path("/sys/class/tty/ptmx/uevent")
    if not os.access(again, os.W_OK):
        pytest.skip("only root may have the kernel repeat its news")
    watching = Watching()
    reported: list[str] = []

    def heard() -> str | None:
        again.write_text("add")
        try:
            reported.append(watching._lines.get(timeout=0.2))
        except Empty:
            return None
        return next((line for line in reported if "/dev/ptmx" in line), None)

    assert "add tty /dev/ptmx" in eventually(heard, "the kernel's news")
    assert watching.end() == 0


def test_a_short_text_is_masked_whole() -> None:
    assert masked("1234567") == "·" * 7
    assert masked("67003B51C6") == "········C6"
    assert masked("") == ""
