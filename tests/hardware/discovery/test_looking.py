"""`pishkhan hardware list`: what things are said to be, and why, without opening anything."""

import json
from typing import Any

import pytest

from hardware.__main__ import main
from hardware.discovery.usb_ids import id_rows, row_of
from hardware.kinds import find_kind
from tests.hardware.discovery.conftest import Machine
from tests.hardware.sysfs import tree as shapes
from tests.hardware.sysfs.tree import KEYBOARD, MODEM, PRINTER, VENDOR, Plug

AMBIGUOUS = (
    *("0416:5011", "0483:5743", "0483:5740", "0fe6:811e", "1a86:7523", "10c4:ea60"),
    *("10c4:ea70", "0403:6001", "0403:6015", "067b:2303", "067b:23a3"),
)


def listed(
    machine: Machine, capsys: pytest.CaptureFixture[str], *arguments: str
) -> list[dict[str, Any]]:
    assert main(["list", "--json", *machine.options, *arguments]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def only(findings: list[dict[str, Any]]) -> dict[str, Any]:
    (one,) = findings
    return one


def test_every_id_stands_once_with_its_source_and_a_driver_that_exists() -> None:
    ids = [one for row in id_rows() for one in row.ids]
    assert len(ids) == len(set(ids))
    for row in id_rows():
        assert row.source
        if row.driver:
            assert row.table is not None
            assert find_kind(row.table, row.driver).driver == row.driver


@pytest.mark.parametrize("ids", AMBIGUOUS)
def test_ids_that_unlike_devices_share_prove_nothing(ids: str) -> None:
    vendor, product = (int(part, 16) for part in ids.split(":"))
    row = row_of(vendor, product)
    assert row is not None
    assert not row.sure


@pytest.mark.parametrize("ids", AMBIGUOUS)
def test_an_ambiguous_device_is_never_named_by_its_ids_alone(
    machine: Machine, capsys: pytest.CaptureFixture[str], ids: str
) -> None:
    machine.tree.plug("2", ids, "", "", Plug(PRINTER, "usblp", "usb/lp0"))
    machine.tree.plug("3", ids, "", "", Plug(VENDOR, "ch341", "ttyUSB0"))
    for finding in listed(machine, capsys):
        assert finding["certainty"] in ("must_ask", "likely")
        assert finding["driver"] is None
        assert finding["address"] != f"usb:{ids}"


def test_a_known_printer_is_sure_by_its_ids(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    shapes.epson_printer(machine.tree)
    found = only(listed(machine, capsys))
    assert (found["certainty"], found["table"], found["driver"]) == ("sure", "printer", "escpos")
    assert found["address"] == "usb:04b8:0e28"
    assert any("printer class" in reason for reason in found["why"])


def test_two_known_printers_are_named_by_their_ports(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    shapes.epson_printer(machine.tree, port="1", file="usb/lp0")
    shapes.epson_printer(machine.tree, port="2", file="usb/lp1")
    assert {found["address"] for found in listed(machine, capsys)} == {
        "usb:04b8:0e28@pci-0000:00:14.0-usb-0:1",
        "usb:04b8:0e28@pci-0000:00:14.0-usb-0:2",
    }


def test_a_serial_adapter_is_offered_by_its_port_path(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    shapes.ch340(machine.tree)
    without_link = only(listed(machine, capsys))
    assert without_link["address"] == f"serial:{machine.dev}/ttyUSB0@9600"
    assert any("after a restart" in reason for reason in without_link["why"])
    link = machine.link_by_path("pci-0000:00:14.0-usb-0:1.2:1.0-port0", "ttyUSB0")
    with_link = only(listed(machine, capsys))
    assert with_link["address"] == f"serial:{link}@9600"
    assert with_link["certainty"] == "must_ask"


def test_a_scanner_is_driven_as_its_interface_says(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    shapes.newland_serial(machine.tree)
    shapes.newland_keyboard(machine.tree)
    found = listed(machine, capsys)
    assert [(one["table"], one["driver"], one["certainty"]) for one in found] == [
        ("scanner", "cdc", "sure"),
        ("scanner", "hid", "sure"),
    ]


def test_a_smart_card_reader_is_known_by_its_class(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    shapes.acr122u(machine.tree)
    found = only(listed(machine, capsys))
    assert (found["table"], found["driver"], found["address"]) == ("reader", "pcsc", None)


def test_a_keyboard_is_not_taken_for_a_scanner(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.tree.plug("4", "046d:c31c", "Logitech", "K120", Plug(KEYBOARD, "usbhid"))
    found = only(listed(machine, capsys))
    assert (found["certainty"], found["table"]) == ("must_ask", None)
    assert any("none can be asked" in reason for reason in found["why"])


def test_a_stick_is_nothing_for_a_kiosk(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.tree.plug(
        "4", "0781:5581", "SanDisk", "Ultra", Plug((0x08, 0x06, 0x50), "usb-storage")
    )
    found = only(listed(machine, capsys))
    assert found["certainty"] == "unsuited"
    assert found["address"] is not None


def test_the_console_of_the_kernel_is_left_alone(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.tree.serial_port("ttyS0", console="Y")
    found = only(listed(machine, capsys, "--probe"))
    assert found["certainty"] == "unsuited"
    assert found["asked"] == []


def test_looking_says_everything_to_a_person_too(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    shapes.cheap_printer(machine.tree)
    machine.tree.plug("3", "0483:5740", "STM", "Virtual Port", Plug(MODEM, "cdc_acm", "ttyACM0"))
    assert main(["list", *machine.options]) == 0
    told = capsys.readouterr().out
    assert "POS58 Printer USB (0416:5011): probably a printer" in told
    assert "port     pci-0000:00:14.0-usb-0:2" in told
    assert "Virtual Port (0483:5740): unknown; must be asked" in told
    assert "asked" not in told.replace("must be asked", "")


def test_an_empty_machine_is_said_to_be_empty(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["list", *machine.options]) == 0
    assert "Nothing is plugged in" in capsys.readouterr().out
