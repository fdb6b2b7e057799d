"""The virtual environment: made once, filled from the hashed lock, refilled when that changes."""

import hashlib
import json
import platform
import sys
import tomllib
from pathlib import Path

from provisioning.machine.steps import run, say

ADVICE = "See pip's message above; a lost network is no harm, run it again."


def ensure_virtualenv(root: Path) -> None:
    """Makes `.venv` hold what requirements.lock says and the command `pishkhan`."""
    folder = root / ".venv"
    python = folder / "bin" / "python"
    stamp = folder / "set-up.json"
    wanted = {"requirements": requirements_mark(root), "project": project_mark(root)}
    done = read_stamp(stamp) if python.exists() else {}
    if done == wanted:
        return
    if not python.exists():
        say("making the virtual environment .venv")
        run([sys.executable, "-m", "venv", "--clear", folder], "Is there room on the disk?")
    pip = (python, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "-q")
    if done.get("requirements") != wanted["requirements"]:
        say("installing the Python packages of requirements.lock (some 400 MB)")
        run([*pip, "--require-hashes", "-r", root / "requirements.lock"], ADVICE)
    say("installing the command pishkhan into .venv")
    run([*pip, "--no-deps", "--no-build-isolation", "-e", root], ADVICE)
    stamp.write_text(json.dumps(wanted), encoding="utf-8")


def requirements_mark(root: Path) -> str:
    """Changes with the lock and with the Python that the packages were chosen for."""
    python = f"{sys.implementation.cache_tag} {platform.machine()}"
    return digest((root / "requirements.lock").read_bytes() + python.encode())


def project_mark(root: Path) -> str:
    """Changes with the command's declaration and when the checkout is moved or copied."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    declared = [settings["project"], settings["tool"]["setuptools"], str(root)]
    return digest(json.dumps(declared).encode())


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def read_stamp(stamp: Path) -> dict[str, str]:
    """What the last finished set-up did; nothing when there was none."""
    try:
        content = json.loads(stamp.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    return content if isinstance(content, dict) else {}
