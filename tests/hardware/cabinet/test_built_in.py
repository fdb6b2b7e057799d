"""What a kiosk has without naming it, beside what its profile names; and what was measured."""

from pathlib import Path

from contract.clock import SystemClock
from hardware.cabinet.built_in import built_in
from hardware.cabinet.nut.emulator import EmulatedUps
from hardware.device import Measurement
from hardware.device_set import DeviceSet
from hardware.emulation import Emulation, open_wire
from hardware.profile import DeviceProfile, parse_profile
from hardware.state import Component, DeviceState
from tests.hardware.cabinet.parts import Told
from tests.support.waiting import eventually


def test_disk_clock_and_screen_need_no_profile(tmp_path: Path) -> None:
    told = Told()
    devices = DeviceSet.open(DeviceProfile(), told, built_in(tmp_path, SystemClock()))
    try:
        reports = devices.settled(5.0)
        assert reports[Component.CLOCK].state is DeviceState.READY
        assert reports[Component.DISK].level is not None
        assert reports[Component.SCREEN].state is not DeviceState.STARTING
        assert reports[Component.UPS].state is DeviceState.ABSENT
        (free,) = [
            read
            for read in devices.measurements()
            if read.measurement is Measurement.DISK_FREE_PERCENT
        ]
        assert free in told.events
    finally:
        devices.close()


def test_a_ups_that_is_not_heard_any_more_measures_nothing(tmp_path: Path) -> None:
    emulation = Emulation(EmulatedUps(), open_wire("tcp:127.0.0.1:0"))
    profile = parse_profile(f'[[cabinet]]\ndriver = "nut"\naddress = "{emulation.address}"\n')
    devices = DeviceSet.open(profile)
    try:
        eventually(lambda: len(devices.measurements()) == 4, "four measurements")
        emulation.close()
        devices.wake()
        eventually(lambda: devices.measurements() == (), "no measurements")
    finally:
        devices.close()
        emulation.close()
