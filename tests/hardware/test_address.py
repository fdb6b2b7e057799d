"""Device addresses, as technicians type them."""

import pytest

from contract.errors import InvalidValue
from hardware.address import DeviceAddress, FileAddress, SerialAddress, TcpAddress, UsbAddress


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("tcp:192.168.1.50:9100", TcpAddress("192.168.1.50", 9100)),
        ("tcp:[::1]:9100", TcpAddress("::1", 9100)),
        ("serial:/dev/ttyUSB0@19200", SerialAddress("/dev/ttyUSB0", 19200)),
        ("usb:04b8:0e28", UsbAddress(0x04B8, 0x0E28)),
        (
            "usb:0416:5011@pci-0000:00:14.0-usb-0:1.2",
            UsbAddress(0x0416, 0x5011, "pci-0000:00:14.0-usb-0:1.2"),
        ),
        ("file:/dev/usb/lp0", FileAddress("/dev/usb/lp0")),
    ],
)
def test_an_address_and_its_text_are_the_same(text: str, address: DeviceAddress) -> None:
    assert DeviceAddress.parse(text) == address
    assert str(address) == text


def test_a_serial_line_without_a_speed_runs_at_9600() -> None:
    assert DeviceAddress.parse("serial:/dev/ttyS0") == SerialAddress("/dev/ttyS0", 9600)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("192.168.1.50", "scheme"),
        ("", "scheme"),
        ("com:3", "scheme"),
        ("tcp:host", "tcp"),
        ("tcp:host:70000", "tcp"),
        ("serial:ttyUSB0", "serial"),
        ("usb:04b8", "usb"),
        ("usb:04b8:0e28@", "usb"),
        ("usb:04b8:0e28@1-2", "usb"),
        ("file:", "file"),
    ],
)
def test_a_wrong_address_says_how_to_write_it(text: str, reason: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        DeviceAddress.parse(text)
    assert refusal.value.reason == reason
    assert refusal.value.next_step
