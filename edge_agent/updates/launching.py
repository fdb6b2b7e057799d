"""Which version of the application runs: slots, the link `current`, and a trial that ends itself.

    APPLICATION/versions/0.2.0/   a slot: a release, whole, never changed
    APPLICATION/current           a link to the slot that runs; another one by one rename
    APPLICATION/update.json       how far the last update is

This file is also the program that starts the agent, copied beside the slots when a machine is
prepared: whatever a release does, what judges it is not a part of it. So it needs nothing but the
standard library. In a trial each start is counted, and a second process watches: if the new agent
does not report in time that all is well, `current` names the version before again and the agent is
ended, for the service manager to start it anew.

    python3 -I APPLICATION/launch.py APPLICATION agent run --device DIR
"""

import fcntl
import json
import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from pathlib import Path

MOST_STARTS = 5
"""Of a new agent that has not yet reported that all is well: it crashes, or the power fails."""
LOOK_EVERY_S = 0.5
PROGRAM = Path("bin") / "pishkhan"
EXIT_NOTHING_TO_START = 3


class Phase(StrEnum):
    STAGED = "staged"
    """It lies in its slot and waits for the end of a visit."""
    TRYING = "trying"
    """`current` names it, or is about to; it has yet to report that all is well."""
    CONFIRMED = "confirmed"
    ROLLED_BACK = "rolled_back"
    """`current` names the version before, or is about to. It is not tried again."""


class Reason(StrEnum):
    """Why a release was taken back."""

    NOT_WELL = "not_well"
    """Not everything was there, and stayed there, in the time of its trial."""
    ENDED_OFTEN = "ended_often"
    NOT_STARTABLE = "not_startable"


class DamagedUpdate(Exception):
    """update.json can't be understood; its words say why."""


@dataclass(frozen=True)
class Update:
    """The last update. `previous` is what `current` named before; `within_ms` what a trial may
    take, `deadline_ms` its end in monotonic time of `boot`. `digest` is the archive's SHA-256 in
    hexadecimal, `source` "hub" or "folder". `with_counter`: a counter made room for it, so one
    must run after."""

    version: str
    phase: Phase
    digest: str = ""
    source: str = ""
    previous: str = ""
    starts: int = 0
    boot: str = ""
    within_ms: int = 0
    deadline_ms: int = 0
    with_counter: bool = False
    reason: Reason | None = None


@dataclass(frozen=True)
class Application:
    """The folder of the slots."""

    path: Path

    @property
    def link(self) -> Path:
        return self.path / "current"

    @property
    def versions(self) -> Path:
        return self.path / "versions"

    @property
    def state(self) -> Path:
        return self.path / "update.json"

    def named(self) -> str | None:
        """What `current` names; None on a machine that was not prepared for slots."""
        try:
            return os.readlink(self.link)
        except OSError:
            return None

    def read(self) -> Update | None:
        """None before the first update. Raises DamagedUpdate."""
        try:
            found = json.loads(self.state.read_bytes())
            known = {field.name for field in fields(Update)}
            kept = {name: value for name, value in found.items() if name in known}
            reason = kept.get("reason")
            kept["reason"] = None if reason is None else Reason(reason)
            return Update(**{**kept, "phase": Phase(kept["phase"])})
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise DamagedUpdate(str(error)) from error

    def write(self, update: Update) -> None:
        """Survives a power cut as the old or the new word. Raises OSError."""
        beside = self.state.with_name(f".{self.state.name}.{os.getpid()}")
        with beside.open("w") as file:
            json.dump(asdict(update), file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, self.state)
        self._sync()

    def forget(self) -> None:
        """There is no update. Raises OSError."""
        self.state.unlink(missing_ok=True)
        self._sync()

    def point_to(self, target: str) -> None:
        """One rename: `current` names the one or the other at every instant. Raises OSError."""
        beside = self.path / f".current.{os.getpid()}"
        beside.unlink(missing_ok=True)
        os.symlink(target, beside)
        os.replace(beside, self.link)
        self._sync()

    @contextmanager
    def held(self) -> Iterator[None]:
        """For as long as it takes to read, judge and write. Raises OSError."""
        with (self.path / ".lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _sync(self) -> None:
        descriptor = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def slot_of(version: str) -> str:
    """What `current` names when this version runs."""
    return f"versions/{version}"


def fold(application: Application) -> Update | None:
    """What was cut off in the middle is finished or taken back. Raises DamagedUpdate, OSError."""
    update = application.read()
    if update is None:
        return None
    is_named = application.named() == slot_of(update.version)
    if update.phase is Phase.TRYING and not is_named:
        update = replace(update, phase=Phase.STAGED, previous="", starts=0)
        application.write(update)
    elif update.phase is Phase.ROLLED_BACK and is_named:
        application.point_to(update.previous)
    return update


def begin_trial(application: Application, update: Update) -> None:
    """`current` names the new version, whose agent has `within_ms` from now. Raises OSError."""
    trying = replace(
        update,
        phase=Phase.TRYING,
        previous=application.named() or "",
        boot=boot(),
        deadline_ms=monotonic_ms() + update.within_ms,
    )
    application.write(trying)
    application.point_to(slot_of(update.version))


def confirm(application: Application, version: str) -> bool:
    """Whether it was still in its trial. Raises DamagedUpdate or OSError."""
    with application.held():
        update = application.read()
        if update is None or (update.version, update.phase) != (version, Phase.TRYING):
            return False
        application.write(replace(update, phase=Phase.CONFIRMED))
        return True


def roll_back(application: Application, update: Update, reason: Reason) -> None:
    """The version before runs from the next start on. Raises OSError."""
    application.write(replace(update, phase=Phase.ROLLED_BACK, reason=reason))
    application.point_to(update.previous)


def prepare_start(application: Application) -> Update | None:
    """Before each start of the agent: folds, counts a start of a trial, ends one that had enough.
    The update whose trial goes on. Raises DamagedUpdate or OSError."""
    with application.held():
        update = fold(application)
        if update is None or update.phase is not Phase.TRYING:
            return None
        update = replace(update, starts=update.starts + 1)
        if update.boot != boot():  # the power failed: monotonic time began anew
            update = replace(update, boot=boot(), deadline_ms=monotonic_ms() + update.within_ms)
        if update.starts > MOST_STARTS:
            roll_back(application, update, Reason.ENDED_OFTEN)
            return None
        application.write(update)
        return update


def watch(application: Application, version: str, agent: int) -> None:
    """Beside the agent in its trial, until that is decided. `agent` is its process."""
    while os.getppid() == agent:
        with application.held():
            update = application.read()
            if update is None or (update.version, update.phase) != (version, Phase.TRYING):
                return
            if monotonic_ms() >= update.deadline_ms:
                roll_back(application, update, Reason.NOT_WELL)
                os.kill(agent, signal.SIGKILL)
                return
        time.sleep(LOOK_EVERY_S)


def launch(application: Application, arguments: Sequence[str]) -> int:
    """Becomes the agent of the version that `current` names; an exit code when it can't."""
    try:
        update = prepare_start(application)
        if update is not None and not _has_program(application):
            with application.held():
                roll_back(application, update, Reason.NOT_STARTABLE)
            update = None
    except (DamagedUpdate, OSError) as error:
        # Whatever stands there, the kiosk's journals want an agent.
        print(f"launch: how far the update is can't be told: {error}", file=sys.stderr)
        update = None
    if update is not None:
        agent = os.getpid()
        if os.fork() == 0:
            _watch_and_end(application, update.version, agent)
    program = application.link / PROGRAM
    try:
        os.execv(program, [str(program), *arguments])  # noqa: S606 (ours, and no shell is wanted)
    except OSError as error:
        print(f"launch: {program} can't be started: {error}", file=sys.stderr)
        return EXIT_NOTHING_TO_START


def _watch_and_end(application: Application, version: str, agent: int) -> None:
    code = 0
    try:
        watch(application, version, agent)
    except (DamagedUpdate, OSError) as error:
        print(f"launch: the trial of {version} can't be watched: {error}", file=sys.stderr)
        code = 1
    os._exit(code)


def _has_program(application: Application) -> bool:
    return os.access(application.link / PROGRAM, os.X_OK)


def boot() -> str:
    """Names this run of the kernel (random(4))."""
    return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()


def monotonic_ms() -> int:
    return time.monotonic_ns() // 1_000_000


if __name__ == "__main__":
    sys.exit(launch(Application(Path(sys.argv[1])), sys.argv[2:]))
