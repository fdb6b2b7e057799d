"""`pishkhan hardware profile --udev`: rules that bind by port and keep others away."""

from pathlib import Path

import pytest

from hardware.__main__ import main
from tests.hardware.discovery.conftest import Machine
from tests.hardware.discovery.udev_syntax import complaints_of_udev, faults
from tests.hardware.sysfs import tree as shapes

PORT = "pci-0000:00:14.0-usb-0:1.2"
ADAPTER = f"serial:/dev/serial/by-path/{PORT}:1.0-port0@9600"


def rules_for(machine: Machine, capsys: pytest.CaptureFixture[str], profile: str) -> list[str]:
    """The rules, without comments; checked as udev would."""
    path = machine.folder / "devices.toml"
    path.write_text(profile)
    assert main(["profile", "--udev", str(path), *machine.options]) == 0
    text = capsys.readouterr().out
    assert not faults(text)
    written = machine.folder / "70-pishkhan.rules"
    written.write_text(text)
    assert not complaints_of_udev(written)
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def test_our_check_of_rules_sees_mistakes() -> None:
    good = 'SUBSYSTEM=="tty", ENV{ID_PATH}=="a-port0", GROUP="lp"\n'
    assert not faults(good)
    assert faults(good.replace("SUBSYSTEM==", "SUBSYSTEM="))
    assert faults(good.replace('"lp"', '"lp'))
    assert faults(good.replace("GROUP=", "GROUPS="))
    assert faults(good.replace('GROUP="lp"', 'GOTO="nowhere"'))
    assert faults('SUBSYSTEM=="tty"\n')


def test_udev_itself_sees_mistakes(tmp_path: Path) -> None:
    rules = tmp_path / "70-pishkhan.rules"
    rules.write_text('SUBSYSTEM=="tty", COLOUR="red"\n')
    complaints = complaints_of_udev(rules)
    if complaints is None:
        pytest.skip("udev can be asked by root only, where it is installed")
    assert "COLOUR" in complaints[0]


def test_a_reader_on_an_adapter_is_bound_by_its_port(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = f'[[reader]]\ndriver = "rdm6300"\naddress = "{ADAPTER}"\n'
    rules = rules_for(machine, capsys, profile)
    (serial,) = (rule for rule in rules if rule.startswith('SUBSYSTEM=="tty",'))
    assert f'ENV{{ID_PATH}}=="{PORT}:1.0"' in serial
    assert 'ATTRS{port_number}=="0"' in serial
    assert 'SYMLINK+="pishkhan/reader"' in serial
    assert 'GROUP="dialout", MODE="0660"' in serial
    (device,) = (rule for rule in rules if 'DEVTYPE}=="usb_device"' in rule)
    assert f'ENV{{ID_PATH}}=="{PORT}"' in device
    assert 'ENV{ID_MM_DEVICE_IGNORE}="1"' in device


def test_a_file_of_today_is_bound_by_the_port_it_is_in(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    shapes.cheap_printer(machine.tree, port="2", file="usb/lp1")
    rules = rules_for(machine, capsys, '[printer]\naddress = "file:/dev/usb/lp1"\n')
    (printer,) = (rule for rule in rules if "pishkhan/printer" in rule)
    assert 'SUBSYSTEM=="usbmisc", KERNEL=="lp*"' in printer
    assert 'ENV{ID_PATH}=="pci-0000:00:14.0-usb-0:2:1.0"' in printer
    assert 'GROUP="lp", MODE="0660"' in printer


def test_two_readers_get_two_names(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    one = f'[[reader]]\ndriver = "rdm6300"\naddress = "{ADAPTER}"\n'
    rules = rules_for(machine, capsys, one + one.replace("1.2:", "1.3:"))
    assert sum('SYMLINK+="pishkhan/reader"' in rule for rule in rules) == 1
    assert sum('SYMLINK+="pishkhan/reader-2"' in rule for rule in rules) == 1


def test_a_printer_named_by_ids_works_in_any_port(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = rules_for(machine, capsys, '[printer]\naddress = "usb:04b8:0e28"\n')
    printer = [rule for rule in rules if "pishkhan/printer" in rule]
    assert {rule.split(",")[0] for rule in printer} == {
        'SUBSYSTEM=="tty"',
        'SUBSYSTEM=="usbmisc"',
    }
    for rule in printer:
        assert 'ATTRS{idVendor}=="04b8", ATTRS{idProduct}=="0e28"' in rule


@pytest.mark.parametrize(
    "address",
    [
        "usb:1eab:0103",
        "usb:1eab:0103@pci-0000:00:14.0-usb-0:4",
        "file:/dev/input/by-path/pci-0000:00:14.0-usb-0:4:1.0-event-kbd",
    ],
)
def test_what_a_scanner_types_reaches_no_window(
    machine: Machine, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    rules = rules_for(machine, capsys, f'[scanner]\ndriver = "hid"\naddress = "{address}"\n')
    ignored = [rule for rule in rules if 'ENV{LIBINPUT_IGNORE_DEVICE}="1"' in rule]
    assert ignored
    for rule in ignored:
        assert 'SUBSYSTEM=="input", KERNEL=="event*"' in rule
        assert 'GROUP="input", MODE="0660"' in rule
    (linked,) = (rule for rule in rules if "SYMLINK" in rule and '"input"' in rule)
    assert 'ENV{ID_INPUT_KEYBOARD}=="1"' in linked


def test_all_that_a_scanner_types_is_kept_away(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    shapes.newland_keyboard(machine.tree, port="4", file="input/event3")
    profile = '[scanner]\ndriver = "hid"\naddress = "file:/dev/input/event3"\n'
    rules = rules_for(machine, capsys, profile)
    (ignored,) = (rule for rule in rules if "LIBINPUT" in rule)
    assert 'ENV{ID_PATH}=="pci-0000:00:14.0-usb-0:4:*"' in ignored


def test_a_door_on_a_gpio_chip_may_be_read(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    door = '[[cabinet]]\ndriver = "door"\naddress = "file:/dev/gpiochip0"\n'
    rules = rules_for(machine, capsys, f'{door}line = "4"\nopen_when = "high"\n')
    assert any('SUBSYSTEM=="gpio", KERNEL=="gpiochip0"' in rule for rule in rules)


def test_a_device_in_the_network_needs_no_rule(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = rules_for(machine, capsys, '[printer]\naddress = "tcp:192.168.1.50:9100"\n')
    assert not [rule for rule in rules if "SYMLINK" in rule]


def test_a_port_of_the_mainboard_is_bound_by_its_name(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = rules_for(machine, capsys, '[printer]\naddress = "serial:/dev/ttyS1@19200"\n')
    assert any('KERNEL=="ttyS1"' in rule and "pishkhan/printer" in rule for rule in rules)


def test_a_file_that_is_not_there_says_what_to_do(
    machine: Machine, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "devices.toml"
    path.write_text('[printer]\naddress = "serial:/dev/ttyUSB7@19200"\n')
    assert main(["profile", "--udev", str(path), *machine.options]) == 2
    assert "Plug it in" in capsys.readouterr().err
