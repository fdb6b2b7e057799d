"""The running counter hears the kernel: a device plugged in again works at once."""

import os
from pathlib import Path

import pytest

from contract.clock import SystemClock
from hardware.emulation import Emulation, PtyWire
from hardware.link import listening
from hardware.readers.rdm6300.emulator import EmulatedRdm6300
from hardware.state import Component, DeviceState
from kiosk.counter.bootstrap import Inbox, open_premises
from tests.kiosk.counter.enrolled import make_device
from tests.support.waiting import eventually

NEWS = Path("/sys/class/tty/ptmx/uevent")  # a write has the kernel tell everybody of a terminal
NEVER_S = 3600.0  # after which a driver looks by itself


@pytest.mark.skipif(not os.access(NEWS, os.W_OK), reason="only root may have the kernel speak")
def test_a_reader_is_back_before_its_driver_would_have_looked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "_REOPEN_S", NEVER_S)
    directory = make_device(tmp_path / "device")
    port = tmp_path / "ttyUSB0"
    directory.profile_path.write_text(
        f'[[reader]]\ndriver = "rdm6300"\naddress = "serial:{port}@9600"\n'
    )
    wire = PtyWire(port)
    reader = Emulation(EmulatedRdm6300(), wire)
    premises = open_premises(directory, SystemClock(), Inbox())
    try:

        def is_in(state: DeviceState) -> bool:
            return premises.devices.reports()[Component.READER].state is state

        eventually(lambda: is_in(DeviceState.READY), "the reader works")
        for _ in range(3):
            wire.unplug(None)
            eventually(lambda: not port.is_symlink(), "its file is gone")
            eventually(lambda: is_in(DeviceState.FAILED), "it is missed")
            wire.plug_in()
            eventually(port.exists, "its file is back")

            def works_since_it_was_told() -> bool:
                """Told more than once: a busy machine may not open the line in time at first."""
                NEWS.write_text("add")
                return is_in(DeviceState.READY)

            eventually(works_since_it_was_told, "the reader works again")
    finally:
        premises.close()
        reader.close()
