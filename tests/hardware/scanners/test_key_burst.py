"""A scanner that types into the window: heard only where the profile has one, never as sound."""

from hardware.device import CodeScanned
from hardware.device_set import DeviceSet
from hardware.profile import parse_profile
from hardware.reasons import Reason
from hardware.scanners.key_burst import KeyBurstScanner
from hardware.state import Component, DeviceState
from tests.hardware.hearing import Heard

BARCODE = "11177532001400000012070160"


def test_what_was_typed_into_the_window_is_a_scan() -> None:
    heard = Heard()
    devices = DeviceSet.open(parse_profile('[scanner]\ndriver = "key_burst"\n'), heard)
    devices.typed(BARCODE)
    devices.typed(BARCODE)  # held before the scanner
    assert heard.of(CodeScanned) == [CodeScanned(BARCODE)]
    devices.close()


def test_without_such_a_scanner_keys_mean_nothing() -> None:
    heard = Heard()
    table = '[scanner]\ndriver = "cdc"\naddress = "serial:/dev/no-such-scanner"\n'
    devices = DeviceSet.open(parse_profile(table), heard)
    devices.typed(BARCODE)
    assert heard.of(CodeScanned) == []
    devices.close()


def test_it_is_never_more_than_degraded() -> None:
    devices = DeviceSet.open(parse_profile('[scanner]\ndriver = "key_burst"\n'))
    report = devices.reports()[Component.SCANNER]
    assert (report.state, report.reason) == (DeviceState.DEGRADED, Reason.TYPES_INTO_WINDOW)
    devices.close()


def test_what_is_no_code_is_counted() -> None:
    heard = Heard()
    scanner = KeyBurstScanner(heard)
    scanner.typed("12\x0034")
    assert scanner.malformed == 1
    assert heard.of(CodeScanned) == []
