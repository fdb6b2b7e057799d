"""Running the system's programs, each said aloud before it starts."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from provisioning.machine.failure import SetUpFailed


def say(text: str) -> None:
    print(f"set-up: {text}", file=sys.stderr, flush=True)


def run(
    command: Sequence[str | Path], next_step: str, environment: Mapping[str, str] | None = None
) -> None:
    """Runs a program whose output the person sees. Raises SetUpFailed when it fails."""
    finished = subprocess.run(command, env={**os.environ, **(environment or {})}, check=False)
    if finished.returncode != 0:
        words = " ".join(str(part) for part in command[:4])
        raise SetUpFailed(f"`{words} ...` ended with {finished.returncode}.", next_step)


def output(command: Sequence[str | Path], folder: Path | None = None) -> str:
    """What a program prints, or nothing when it fails or is not installed."""
    try:
        finished = subprocess.run(
            command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False
        )
    except FileNotFoundError:
        return ""
    return finished.stdout.decode(errors="replace") if finished.returncode == 0 else ""


def as_root(command: Sequence[str | Path]) -> list[str | Path]:
    """The command, through sudo when we are not root. Raises SetUpFailed when there is none."""
    if os.geteuid() == 0:
        return list(command)
    if shutil.which("sudo") is None:
        words = " ".join(str(part) for part in command)
        raise SetUpFailed(
            "Installing packages needs root, and this machine has no sudo.",
            f"As root run: {words}",
        )
    return ["sudo", *command]
