"""NUT's own upsd with its own dummy driver, whose file of variables a test may change."""

import os
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.support.ports import LOOPBACK, free_port, is_listening
from tests.support.processes import ChildProcess, ServerFolder
from tests.support.waiting import eventually

PROGRAMS = Path("/lib/nut")  # /usr/sbin/upsd is a script of Debian that heeds /etc/nut alone
UPS = "cabinet"


class Upsd:
    """Use as a context manager. `stop_driver` leaves upsd with a UPS it cannot reach."""

    host = LOOPBACK

    def __init__(self, variables: Mapping[str, str]) -> None:
        assert (PROGRAMS / "upsd").exists(), "upsd is missing: make test installs nut-server"
        self.port = free_port()
        self._folder = ServerFolder("nut")
        self._folder.write("cabinet.dev", "")
        self._folder.write("ups.conf", f"[{UPS}]\ndriver = dummy-ups\nport = cabinet.dev\n")
        self._folder.write("upsd.conf", f"LISTEN {LOOPBACK} {self.port}\nMAXAGE 2\n")
        self._folder.write("upsd.users", "")
        self._variables = dict(variables)
        self._changed_at_s = int(time.time())
        self._write()
        self._driver: ChildProcess | None = None
        self._daemon: ChildProcess | None = None

    def change(self, **variables: str) -> None:
        """`ups_status="OB"` for `ups.status`. The driver reads its file again by itself."""
        self._variables |= {name.replace("_", "."): value for name, value in variables.items()}
        self._write()

    def start_driver(self) -> None:
        self._driver = self._run(PROGRAMS / "dummy-ups", "-F", "-a", UPS, "-i", "1")

    def stop_driver(self) -> None:
        assert self._driver is not None
        self._driver.kill()

    def start_daemon(self) -> None:
        self._daemon = self._run(PROGRAMS / "upsd", "-F")
        eventually(lambda: is_listening(self.port), "upsd listening")

    def kill_daemon(self) -> None:
        assert self._daemon is not None
        self._daemon.kill()

    def __enter__(self) -> Self:
        self.start_driver()
        self.start_daemon()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill_daemon()
        self.stop_driver()
        self._folder.remove()

    def _write(self) -> None:
        rows = "".join(f"{name}: {value}\n" for name, value in self._variables.items())
        written = self._folder.write("cabinet.dev.new", rows)
        # dummy-ups compares whole seconds: two changes within one would be read as one.
        self._changed_at_s += 1
        os.utime(written, (self._changed_at_s, self._changed_at_s))
        written.rename(self._folder.path / "cabinet.dev")

    def _run(self, program: Path, *arguments: str) -> ChildProcess:
        folder = str(self._folder.path)
        return ChildProcess(
            [program, *arguments],
            log=self._folder.path / f"{program.name}.log",
            environment={
                "NUT_CONFPATH": folder,
                "NUT_STATEPATH": folder,
                "NUT_ALTPIDPATH": folder,
            },
            user=self._folder.user,
        )
