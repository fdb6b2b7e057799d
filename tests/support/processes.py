"""Child processes of a test: their output kept, none outliving the test run.

`setpriv --pdeathsig` has the kernel end a child when the process that started it dies, so a
test run that is itself killed leaves no servers behind. It also drops root's rights, which
PostgreSQL demands and Mosquitto does by itself in a way that takes our key files from it.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from provisioning.demo.programs import Process, Streams
from tests.support.ready_interpreter import Start, is_ours, ready_interpreter
from tests.support.waiting import eventually

STOP_TIMEOUT_S = 15.0


class ChildProcess:
    """One child in a session of its own; its standard output and error go to `log`."""

    def __init__(
        self,
        command: Sequence[str | Path],
        log: Path,
        *,
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
        user: str | None = None,
    ) -> None:
        self.command = [str(part) for part in command]
        self.log = log
        given = {**os.environ, **(environment or {})}
        with Path(os.devnull).open("rb") as nothing, log.open("ab") as output:
            streams = Streams(nothing.fileno(), output.fileno(), output.fileno())
            self._process = self._started(streams, given, folder or Path.cwd(), user)

    def _started(
        self, streams: Streams, environment: Mapping[str, str], folder: Path, user: str | None
    ) -> Process:
        if user is None and is_ours(self.command) and ready_interpreter().can_give(environment):
            start = Start(self.command[1:], str(folder), environment)
            return ready_interpreter().start(start, streams)
        return subprocess.Popen(
            [*_privileges(user), *self.command],
            stdin=streams.given,
            stdout=streams.output,
            stderr=streams.errors,
            env=environment,
            cwd=folder,
            start_new_session=True,
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """None while it runs; minus the signal's number when a signal ended it."""
        return self._process.poll()

    def output(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def wait(self, timeout_s: float = STOP_TIMEOUT_S) -> int:
        """The exit code, once it has ended. Raises subprocess.TimeoutExpired."""
        return self._process.wait(timeout_s)

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> int:
        """Asks it to end, as an operator would; kills it only when it doesn't, and says so."""
        if self.exit_code is None:
            self._process.send_signal(sign)
        try:
            return self.wait()
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(
                f"{self.command[0]} ignored {sign.name}:\n{self.output()}"
            ) from None

    def kill(self) -> None:
        """SIGKILL to it and all its children: a crash, nothing flushed, nothing said."""
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        finally:
            self._process.wait(STOP_TIMEOUT_S)

    def signal(self, sign: signal.Signals) -> None:
        """SIGSTOP and SIGCONT freeze it and let it go on."""
        self._process.send_signal(sign)

    def until_output(self, text: str, timeout_s: float = STOP_TIMEOUT_S) -> None:
        """Returns when `text` stands in its output; fails when it ends or the time runs out."""
        eventually(lambda: text in self._output_while_alive(), f"{text!r} in output", timeout_s)

    def _output_while_alive(self) -> str:
        code = self.exit_code  # before reading, so that the last words are not missed
        output = self.output()
        if code is not None:
            output += f"\n[{self.command[0]} ended with {code}]"
        return output


class ServerFolder:
    """A folder that the user whom a server runs as owns; pytest's own are closed to others."""

    def __init__(self, name: str) -> None:
        self.user = unprivileged_user()
        self.path = Path(tempfile.mkdtemp(prefix=f"pishkhan-{name}-"))
        self._give_away(self.path)

    def write(self, name: str, content: str | bytes) -> Path:
        """A file only the server's user reads: keys may go there."""
        target = self.path / name
        target.write_bytes(content.encode() if isinstance(content, str) else content)
        target.chmod(0o600)
        self._give_away(target)
        return target

    def remove(self) -> None:
        shutil.rmtree(self.path)

    def _give_away(self, path: Path) -> None:
        if self.user is not None:
            entry = pwd.getpwnam(self.user)
            os.chown(path, entry.pw_uid, entry.pw_gid)


def unprivileged_user() -> str | None:
    """Whom a server started by root runs as; None when we are not root and need no other."""
    return "nobody" if os.geteuid() == 0 else None


def _privileges(user: str | None) -> list[str]:
    command = ["setpriv", "--pdeathsig", "KILL"]
    if user is not None:
        group = str(pwd.getpwnam(user).pw_gid)
        command += ["--reuid", user, "--regid", group, "--clear-groups"]
    return [*command, "--"]
