"""`pishkhan`, as whoever looks after a kiosk or the hub types it."""

import json
from pathlib import Path
from typing import Any

from tests.support.ready_interpreter import run_ready


def pishkhan(*arguments: str | Path) -> tuple[int, Any, str]:
    """Exit code, what it printed as JSON (None without any), and its standard error."""
    done = run_ready(*arguments, "--json")
    return done.returncode, json.loads(done.stdout) if done.stdout else None, done.stderr
