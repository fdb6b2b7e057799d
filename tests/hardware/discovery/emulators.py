"""Emulated devices in processes of their own, as a technician starts them."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from hardware.emulation import control


class EmulatedProcess:
    """`pishkhan hardware emulate ...` until `end`; steered by its control socket."""

    def __init__(self, folder: Path, device: str, *arguments: str) -> None:
        self._socket = folder / f"{device}.sock"
        self._process = subprocess.Popen(
            [
                sys.executable,
                *("-m", "hardware", "emulate", device, *arguments),
                *("--control", str(self._socket), "--json"),
            ],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert self._process.stdout is not None
        announced = self._process.stdout.readline()
        if not announced:
            self.end()
            raise AssertionError(f"the emulated {device} did not start")
        self.address: str = json.loads(announced)["address"]

    def obey(self, **command: Any) -> dict[str, Any]:
        answer = control(self._socket, command)
        assert answer["ok"], answer
        return answer

    def end(self) -> None:
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(timeout=20)
        assert self._process.stdout is not None
        self._process.stdout.close()
