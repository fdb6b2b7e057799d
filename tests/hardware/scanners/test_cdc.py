"""The kind `cdc` from the profile to the scan."""

from hardware.device import CodeScanned
from hardware.emulation import Emulation, open_wire
from hardware.profile import parse_profile
from hardware.scanners.emulator import EmulatedCdcScanner
from hardware.state import DeviceState
from tests.hardware.hearing import Heard, say, until
from tests.support.waiting import eventually


def test_a_scanner_of_the_profile_is_heard() -> None:
    emulation = Emulation(EmulatedCdcScanner(), open_wire("pty"))
    heard = Heard()
    table = f'[scanner]\ndriver = "cdc"\naddress = "{emulation.address}"\n'
    entry = parse_profile(table).entries[0]
    scanner = entry.kind.open(entry.settings, heard)
    until(scanner, DeviceState.READY)
    say(emulation, do="scan", text="11177532001400000012070160")
    codes = eventually(lambda: heard.of(CodeScanned), "the code")
    assert codes == [CodeScanned("11177532001400000012070160")]
    scanner.close()
    emulation.close()
