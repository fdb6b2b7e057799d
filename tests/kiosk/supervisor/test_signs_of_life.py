"""A window that gives no sign of life is ended; one that says it is loading gets the time."""

import os
import sys
from pathlib import Path

import pytest

from kiosk.interface.waiting import BEAT, STARTING
from kiosk.supervisor.window import FIRST_BEAT_WITHIN_S, SILENT_S, WindowChild
from tests.support.waiting import eventually

SAYS_ONE_THING = """
import os, pathlib, signal, sys
os.write(int(sys.argv[-1]), sys.argv[1].encode())
pathlib.Path(sys.argv[2]).touch()
signal.pause()
"""
HEARD_AT_S = 100.0


@pytest.mark.parametrize(
    ("sign", "patience_s"), [(BEAT, SILENT_S), (STARTING, FIRST_BEAT_WITHIN_S)]
)
def test_how_long_silence_is_borne_hangs_on_what_was_said_last(
    sign: bytes, patience_s: float, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    said = tmp_path / "said"
    command = [sys.executable, "-c", SAYS_ONE_THING, sign.decode(), str(said)]
    window = WindowChild("window", command, os.environ, lambda: False)
    window.tend(0.0)
    eventually(said.exists, "its sign")
    window.tend(HEARD_AT_S)
    window.tend(HEARD_AT_S + patience_s - 0.1)
    assert caplog.messages == []
    window.tend(HEARD_AT_S + patience_s + 0.1)
    assert caplog.messages == ["window hangs and is ended"]
    window.end(0.0, 0.0)
