"""Displays for a real window: X11 without a window manager, and cage, both without a screen."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.processes import ChildProcess, ServerFolder
from tests.support.waiting import eventually

HAS_X11 = shutil.which("Xvfb") is not None and shutil.which("xdotool") is not None
HAS_CAGE = shutil.which("cage") is not None and shutil.which("Xwayland") is not None
SCREEN = "1080x1920x24"
OTHERS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@dataclass(frozen=True)
class Display:
    """`environment`: what a program needs to open a window on it."""

    environment: Mapping[str, str] = field(default_factory=dict)

    def command(self) -> list[str]:
        """What goes before the command of such a program."""
        unset = [word for name in OTHERS for word in ("-u", name)]
        return ["env", *unset, *(f"{name}={value}" for name, value in self.environment.items())]

    def x(self, *words: str) -> str:
        """What xdotool says to them."""
        environment = {**os.environ, **self.environment}
        done = subprocess.run(
            ["xdotool", *words], env=environment, capture_output=True, text=True, check=False
        )
        return done.stdout


@contextmanager
def x11(folder: Path) -> Iterator[Display]:
    """Xvfb with a number of its own choice."""
    number = folder / "display"
    number.touch()
    command = [
        *("sh", "-c", 'exec Xvfb -displayfd 3 -screen 0 "$1" -nolisten tcp 3>"$2"', "sh"),
        *(SCREEN, str(number)),
    ]
    server = ChildProcess(command, folder / "xvfb.log")
    try:
        eventually(lambda: number.read_text().strip(), "the X server's number")
        yield Display({"DISPLAY": f":{number.read_text().strip()}"})
    finally:
        server.kill()


@contextmanager
def cage(folder: Path) -> Iterator[Display]:
    """cage, which refuses to run as root."""
    place = ServerFolder("cage")
    server = ChildProcess(
        ["cage", "--", "sleep", "600"],
        folder / "cage.log",
        environment={
            "WLR_BACKENDS": "headless",
            "WLR_LIBINPUT_NO_DEVICES": "1",
            "WLR_RENDERER": "pixman",
            "XDG_RUNTIME_DIR": str(place.path),
        },
        user=place.user,
    )
    try:
        socket = place.path / "wayland-0"
        eventually(lambda: socket.exists() or server.exit_code is not None, "cage's socket")
        assert server.exit_code is None, server.output()
        yield Display({"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(place.path)})
    finally:
        server.kill()
        place.remove()
