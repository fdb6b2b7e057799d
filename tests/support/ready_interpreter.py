"""Our programs, started as forks of an interpreter that has imported them already.

A hub takes over a second of processor time to import itself, a counter half of one, and the tests
start many hundreds of them. A fork is a process like any other: own session, own environment, own
folder, killed with the test run. Programs that are to be started the long way, as where a library
is preloaded into them, are given to `subprocess`; so are all that the product starts itself.
"""

import ctypes
import functools
import gc
import importlib
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kiosk.texts.catalogue import Texts, languages
from provisioning.demo.programs import Process, Streams, launch

ROOT = Path(__file__).parents[2]
SCRIPT = str(ROOT / "pishkhan.py")
PROGRAMS = ("kiosk.counter", "pishkhan")
"""What is forked when it is asked for as `python -m`; the command line's script is, too. The agent
by itself is not: tests look at its memory."""
IMPORTED = (
    "kiosk.counter.process",
    "edge_agent.commands.run",
    "central.__main__",
    "central.serving",
)
READ_BEFORE = (
    "LD_LIBRARY_PATH",
    "LD_PRELOAD",
    "PYTHONPATH",
    "PYTHONUNBUFFERED",
    "PYTHONWARNINGS",
)
"""Variables that are read before a program of ours runs: a fork has those of its parent."""
_LONGEST = 1 << 18
_SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG, prctl(2)


class Start(NamedTuple):
    """Of one program: `python` is what follows the interpreter's name on a command line."""

    python: Sequence[str]
    folder: str
    environment: Mapping[str, str]


class ForkedProgram:
    """What `subprocess.Popen` is to a child, for a fork of the ready interpreter."""

    def __init__(self, pid: int, parent: "ReadyInterpreter") -> None:
        self.pid = pid
        self._parent = parent
        self._ended = os.pidfd_open(pid)
        self._code: int | None = None

    def poll(self) -> int | None:
        if self._code is None and select.select([self._ended], [], [], 0)[0]:
            self._code = self._parent.exit_code(self.pid)
            os.close(self._ended)
        return self._code

    def wait(self, timeout: float | None = None) -> int:
        """Seconds. Raises subprocess.TimeoutExpired."""
        if self._code is None:
            select.select([self._ended], [], [], timeout)
        code = self.poll()
        if code is None:
            raise subprocess.TimeoutExpired(str(self.pid), timeout or 0.0)
        return code

    def send_signal(self, sig: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, sig)


class ReadyInterpreter:
    """One for each process of a test run, started with the first program."""

    def __init__(self) -> None:
        self._one_question = threading.Lock()
        self._read_before = [os.environ.get(name) for name in READ_BEFORE]
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        tied = ["setpriv", "--pdeathsig", "KILL", "--"]
        with theirs:
            self._process = subprocess.Popen(
                [*tied, sys.executable, "-m", __name__, str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                cwd=ROOT,
                start_new_session=True,
            )

    def can_give(self, environment: Mapping[str, str]) -> bool:
        """Has it itself what is read before a program runs?"""
        return [environment.get(name) for name in READ_BEFORE] == self._read_before

    def start(self, start: Start, streams: Streams) -> ForkedProgram:
        asked = json.dumps(start._asdict()).encode()
        with self._one_question:
            socket.send_fds(self._ours, [asked], streams)
            return ForkedProgram(self._answer(), self)

    def exit_code(self, pid: int) -> int:
        """Of one that has ended; it is forgotten with that."""
        with self._one_question:
            self._ours.send(str(pid).encode())
            return self._answer()

    def _answer(self) -> int:
        answer = self._ours.recv(64)
        if not answer:
            raise AssertionError(f"the ready interpreter ended with {self._process.wait()}")
        return int(answer)


def is_ours(command: Sequence[str]) -> bool:
    """Is it one of the programs that are ready?"""
    match command:
        case [sys.executable, "-m", module, *_]:
            return module in PROGRAMS
        case [sys.executable, script, *_]:
            return script == SCRIPT
        case _:
            return False


def launch_ready(
    command: Sequence[str], environment: Mapping[str, str], streams: Streams
) -> Process:
    """A fork where that does, else as the product launches it itself."""
    if is_ours(command) and ready_interpreter().can_give(environment):
        return ready_interpreter().start(Start(command[1:], str(Path.cwd()), environment), streams)
    return launch(command, environment, streams)


def run_ready(*arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    """`pishkhan ARGUMENTS` to its end, and what it said."""
    command = [sys.executable, "-m", "pishkhan", *map(str, arguments)]
    with (
        Path(os.devnull).open("rb") as nothing,
        tempfile.TemporaryFile() as output,
        tempfile.TemporaryFile() as errors,
    ):
        streams = Streams(nothing.fileno(), output.fileno(), errors.fileno())
        code = launch_ready(command, dict(os.environ), streams).wait()
        output.seek(0)
        errors.seek(0)
        said, words = output.read().decode(), errors.read().decode()
    return subprocess.CompletedProcess(command, code, said, words)


@functools.cache
def ready_interpreter() -> ReadyInterpreter:
    """Of this process."""
    return ReadyInterpreter()


def _wait_for_starts(asked: socket.socket) -> Start:
    """Answers until it is asked for a program; returns in the fork that becomes it."""
    while True:
        message, streams, _flags, _address = socket.recv_fds(asked, _LONGEST, 3)
        if not message:
            sys.exit()  # the test run has ended
        if not streams:
            _pid, status = os.waitpid(int(message), 0)
            asked.send(str(os.waitstatus_to_exitcode(status)).encode())
            continue
        if os.fork() == 0:
            start = _become(Start(**json.loads(message)), streams)
            with asked:
                asked.send(str(os.getpid()).encode())
            return start
        for descriptor in streams:
            os.close(descriptor)


def _become(start: Start, streams: Sequence[int]) -> Start:
    os.setsid()
    ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    for standard, descriptor in enumerate(streams):
        os.dup2(descriptor, standard)
        os.close(descriptor)
    os.environ.clear()
    os.environ.update(start.environment)
    os.chdir(start.folder)
    return start


def _run(python: Sequence[str]) -> None:
    if python[0] == "-m":
        sys.argv = ["-m", *python[2:]]
        runpy.run_module(python[1], run_name="__main__", alter_sys=True)
    else:
        sys.argv = list(python)
        runpy.run_path(python[0], run_name="__main__")


def main() -> None:
    for module in IMPORTED:
        importlib.import_module(module)
    for language in languages():
        Texts(language)
    gc.collect()
    gc.freeze()  # what is imported stays shared between the forks
    _run(_wait_for_starts(socket.socket(fileno=int(sys.argv[1]))).python)


if __name__ == "__main__":
    main()
