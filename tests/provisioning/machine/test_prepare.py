"""Set-up runs before anything is installed, and costs nothing when all is there."""

import os
import subprocess
import sys

from tests.house.sources import ROOT

PREPARE = ["-m", "provisioning.machine.prepare"]
NO_NETWORK = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9")


def test_it_needs_nothing_but_the_standard_library() -> None:
    finished = subprocess.run(
        [sys.executable, "-S", *PREPARE, "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "example:" in finished.stdout


def test_a_second_run_is_silent_and_offline() -> None:
    finished = subprocess.run(
        [sys.executable, *PREPARE, "--for", "test"],
        cwd=ROOT,
        env={**os.environ, **NO_NETWORK},
        capture_output=True,
        text=True,
        check=True,
    )
    assert finished.stdout + finished.stderr == ""
