"""The demo's programs: each a process with a log of its own, none outliving the demo."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

from contract.errors import MissingPart
from provisioning.tied import tied

STOP_DEADLINE_S = 8.0
POLL_S = 0.02
LOG_LINES_SHOWN = 12
Answer = TypeVar("Answer")


class ProgramFailed(MissingPart):
    """A program of the demo ended, or did not do in time what it should; its log says why."""


class Streams(NamedTuple):
    """The descriptors that a process reads from and writes to."""

    given: int
    output: int
    errors: int


class Process(Protocol):
    """What `subprocess.Popen` can do to a child, as far as it is asked for here."""

    @property
    def pid(self) -> int: ...

    def poll(self) -> int | None: ...

    def wait(self, timeout: float | None = None) -> int:
        """Raises subprocess.TimeoutExpired."""

    def send_signal(self, sig: int) -> None: ...


Launch = Callable[[Sequence[str], Mapping[str, str], Streams], Process]
"""A command line in this environment, as a process in a session of its own that dies with ours."""


def launch(command: Sequence[str], environment: Mapping[str, str], streams: Streams) -> Process:
    """By the kernel's own means."""
    return subprocess.Popen(
        tied(list(command)),
        stdin=streams.given,
        stdout=streams.output,
        stderr=streams.errors,
        env=environment,
        start_new_session=True,
    )


@dataclass(frozen=True)
class Program:
    """One running process in a session of its own, with whatever it has started."""

    name: str
    process: Process
    log: Path
    arguments: tuple[str | Path, ...]

    def refuse_if_ended(self) -> None:
        """Raises ProgramFailed with the last lines of its log."""
        code = self.process.poll()
        if code is not None:
            raise ProgramFailed(
                f"{self.name} ended with {code}:\n{self.last_words()}", f"Read {self.log}"
            )

    def last_words(self) -> str:
        lines = self.log.read_text("utf-8", "replace").splitlines()
        return "\n".join(f"    {line}" for line in lines[-LOG_LINES_SHOWN:])

    def stop(self) -> None:
        """Ask it to end, then end by force what is left of its session."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(STOP_DEADLINE_S)
        self.cut_power()

    def cut_power(self) -> None:
        """SIGKILL to it and to all it has started: nothing is flushed or said.

        All are frozen first, so that none sees another die and begins to tidy up.
        """
        for sign in (signal.SIGSTOP, signal.SIGKILL):
            for number in _session_members(self.process.pid):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(number, sign)
        self.process.wait()
        while _session_members(self.process.pid):
            time.sleep(POLL_S)


@dataclass
class Programs:
    """Starts `pishkhan` commands, and ends all of them at the end, the last started first.

    Use as a context manager, in the thread that lives as long as the programs shall. `logs` is
    a folder that is there.
    """

    logs: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    launch: Launch = launch
    _running: list[Program] = field(default_factory=list)

    def __enter__(self) -> "Programs":
        return self

    def __exit__(self, *failure: object) -> None:
        for program in reversed(self._running):
            program.stop()

    def start(self, name: str, *arguments: str | Path) -> Program:
        """Start `pishkhan ARGUMENTS` in the background."""
        log = self.logs / f"{name}.log"
        with Path(os.devnull).open("rb") as nothing, log.open("ab") as output:
            streams = Streams(nothing.fileno(), output.fileno(), output.fileno())
            process = self._launched(arguments, streams)
        program = Program(name, process, log, arguments)
        self._running.append(program)
        return program

    def run(self, name: str, *arguments: str | Path, given: str = "") -> str:
        """Run `pishkhan ARGUMENTS` to its end, `given` on its standard input; its output.

        Raises ProgramFailed when it says no.
        """
        with (
            tempfile.TemporaryFile() as file,
            tempfile.TemporaryFile() as output,
            tempfile.TemporaryFile() as errors,
        ):
            file.write(given.encode())
            file.seek(0)
            streams = Streams(file.fileno(), output.fileno(), errors.fileno())
            code = self._launched(arguments, streams).wait()
            output.seek(0)
            errors.seek(0)
            said, words = output.read(), errors.read()
        (self.logs / f"{name}.log").write_bytes(said + words)
        if code != 0:
            raise ProgramFailed(
                f"pishkhan {' '.join(map(str, arguments[:2]))} ended with {code}: "
                f"{words.decode('utf-8', 'replace').strip()}",
                f"Read {self.logs / name}.log",
            )
        return said.decode("utf-8")

    def _launched(self, arguments: Sequence[str | Path], streams: Streams) -> Process:
        command = [sys.executable, "-m", "pishkhan", *map(str, arguments)]
        return self.launch(command, {**os.environ, **self.environment}, streams)

    def until(self, what: str, question: Callable[[], Answer | None], within_s: float) -> Answer:
        """The first answer that isn't None or False, asked while all programs run.

        Raises ProgramFailed when one ends, or `what` did not happen in time.
        """
        deadline = time.monotonic() + within_s
        while True:
            answer = question()
            if answer is not None and answer is not False:
                return answer
            self.refuse_ended()
            if time.monotonic() > deadline:
                raise ProgramFailed(
                    f"Waited {within_s:g} s in vain: {what}.", f"Read the logs in {self.logs}"
                )
            time.sleep(POLL_S)

    def refuse_ended(self) -> None:
        """Raises ProgramFailed when a program has ended by itself."""
        for program in self._running:
            program.refuse_if_ended()

    def kill_and_start_again(self, name: str) -> Program:
        """SIGKILL to a program and what it has started, then the same command once more."""
        program = self._named(name)
        self.forget(program)
        program.cut_power()
        return self.start(name, *program.arguments)

    def stop(self, name: str) -> Program:
        """End one program on purpose; what it was, so that it can be started again."""
        program = self._named(name)
        self.forget(program)
        program.stop()
        return program

    def number_of(self, name: str) -> int:
        """Its process's number."""
        return self._named(name).process.pid

    def has_ended(self, name: str) -> bool:
        """By itself: nobody asked it to."""
        return self._named(name).process.poll() is not None

    def _named(self, name: str) -> Program:
        return next(program for program in self._running if program.name == name)

    def forget(self, program: Program) -> None:
        """It was ended on purpose: its end is no failure."""
        self._running.remove(program)


def _session_members(session: int) -> list[int]:
    """All processes of a session (proc(5): the fourth field after the name)."""
    members = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text("ascii", "replace").rpartition(") ")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if fields[0] != "Z" and int(fields[3]) == session:
            members.append(int(entry.name))
    return members
