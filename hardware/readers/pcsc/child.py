"""The monitor as a child process, and the line on which it tells."""

import os
import subprocess
from pathlib import Path

from hardware.link import ByteLink, DescriptorLink, LinkDown
from hardware.reasons import Reason

_PYTHON = "/usr/bin/python3"  # Debian's, whose python3-pyscard it needs
_MONITOR = Path(__file__).with_name("monitor.py")
_END_S = 0.5


class ServiceDown(LinkDown):
    """pcscd, or what it takes to talk to it, is not there."""

    reason = Reason.SERVICE_DOWN


class MonitorChild:
    """One running monitor. Raises ServiceDown when it can't be started."""

    def __init__(self, reader: str) -> None:
        ours, theirs = os.pipe()
        try:
            self._process = subprocess.Popen(
                [_PYTHON, "-I", str(_MONITOR), "--reader", reader],
                stdin=subprocess.DEVNULL,
                stdout=theirs,
            )
        except OSError as trouble:
            os.close(ours)
            raise ServiceDown(
                f"{_PYTHON} cannot be started: {trouble.strerror}.",
                "Install Debian's python3 and python3-pyscard.",
            ) from trouble
        finally:
            os.close(theirs)
        self.link: ByteLink = DescriptorLink(ours, "the monitor of the card reader")

    @property
    def pid(self) -> int:
        return self._process.pid

    def close(self) -> None:
        """Ends it, however it is; may be called twice."""
        self.link.close()
        self._process.kill()  # it holds nothing that would need a kinder end
        self._process.wait(_END_S)
