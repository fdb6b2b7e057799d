"""The demo is the promise of the whole: a bill, a cut line, a power cut, one of everything."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.ports import free_base

STEPS = [
    "line cut",
    "tapped",
    "money asked for",
    "power cut",
    "recovered",
    "approved",
    "journaled",
    "printed",
    "line back",
    "acknowledged",
    "on the hub",
]


@pytest.mark.timeout(180)
def test_bill_paid_while_offline_through_a_power_cut_reaches_the_hub_once(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pishkhan", "demo", "--offscreen", "--json"]
    done = subprocess.run(
        [*command, "--port-base", str(free_base()), "--output", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    said = [json.loads(line) for line in done.stdout.splitlines()]
    steps = [line["step"] for line in said if "step" in line]
    assert [step for step in steps if step in STEPS] == STEPS
    assert said[-1] == {"counts": "terminal 1 = journal 1 = paper 1 = hub 1", "equal": True}
    assert (tmp_path / "receipt.png").stat().st_size > 1_000
    assert len(list(tmp_path.glob("*.png"))) >= 6
