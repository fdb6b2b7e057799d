"""Looking for a newer release: a process of its own, now and then, or when the city says so."""

import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import msgspec

from contract.command_answer import Answer, AnswerCode

EVERY_MS = 30 * 60_000
RETRY_MS = 10 * 60_000
FIRST_WITHIN_MS = 60_000
"""After the agent's start: a whole city starts in one second when its power comes back."""


class FetchOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What the process prints. `failed`: `detail` says what is wrong."""

    version: str | None = None
    detail: str
    failed: bool = False

    @property
    def answer(self) -> Answer:
        """To a command that had it looked for."""
        if self.failed:
            return Answer(AnswerCode.IN_WORDS, self.detail)
        if self.version is None:
            return Answer(AnswerCode.NO_NEWER_RELEASE, self.detail)
        return Answer(AnswerCode.RELEASE_STAGED, self.detail, {"version": self.version})


class FetchProcess(Protocol):
    """`poll` gives its outcome once it has ended."""

    def poll(self) -> FetchOutcome | None: ...


class StagingProcess:
    """`pishkhan agent update` of the version that runs."""

    def __init__(self, device: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "edge_agent", "update", "--device", str(device), "--json"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def poll(self) -> FetchOutcome | None:
        """It says a line, which the pipe holds until it is read."""
        if self._process.poll() is None:
            return None
        said, complaint = self._process.communicate()
        try:
            return msgspec.json.decode(said, type=FetchOutcome)
        except msgspec.DecodeError:
            lines = complaint.decode("utf-8", "replace").strip().splitlines()
            return FetchOutcome(detail=" ".join(lines[-2:]) or "it ended", failed=True)


@dataclass
class Fetching:
    """Times in milliseconds of monotonic time."""

    begin: Callable[[], FetchProcess]
    chance: random.Random = field(default_factory=random.Random)
    _process: FetchProcess | None = None
    _next_ms: int | None = None

    def start(self) -> None:
        """At once; the one under way serves as well."""
        if self._process is None:
            self._process = self.begin()

    def tend(self, now_ms: int) -> FetchOutcome | None:
        """Each second; how it ended, once. Raises OSError."""
        if self._next_ms is None:
            self._next_ms = now_ms + int(FIRST_WITHIN_MS * self.chance.random())
        if self._process is None:
            if now_ms >= self._next_ms:
                self.start()
            return None
        outcome = self._process.poll()
        if outcome is not None:
            self._process = None
            wait_ms = RETRY_MS if outcome.failed else EVERY_MS
            self._next_ms = now_ms + int(wait_ms * self.chance.uniform(0.75, 1.25))
        return outcome
