"""USB devices and ports out of sysfs, on trees in the shape of real ones."""

from pathlib import Path

import pytest

from hardware.address import FileAddress, SerialAddress, UsbAddress
from hardware.link import LinkDown, Unplugged
from hardware.link.usb_device import find_usb
from hardware.sysfs import serial_ports, usb_devices
from tests.hardware.sysfs import tree as shapes
from tests.hardware.sysfs.tree import KEYBOARD, VENDOR, Plug, SysTree

CH340 = UsbAddress(0x1A86, 0x7523)


@pytest.fixture
def tree(tmp_path: Path) -> SysTree:
    return SysTree(tmp_path / "sys")


def test_a_machine_without_usb_has_no_devices(tmp_path: Path) -> None:
    assert usb_devices(tmp_path) == ()
    assert serial_ports(tmp_path) == ()


def test_a_device_tells_its_ids_its_name_and_its_files(tree: SysTree) -> None:
    shapes.epson_printer(tree)
    (printer,) = usb_devices(tree.root)
    assert (printer.ids, printer.name, printer.serial) == (
        "04b8:0e28",
        "EPSON TM-T20III",
        "X7XW004",
    )
    assert printer.interfaces[0].is_printer
    assert printer.interfaces[0].driver == "usblp"
    assert [file.path for file in printer.files("usbmisc")] == ["/dev/usb/lp0"]


def test_a_port_is_named_as_udev_names_it(tree: SysTree) -> None:
    shapes.ch340(tree, port="1.2")
    shapes.newland_serial(tree, port="3")
    paths = {device.ids: device.port for device in usb_devices(tree.root)}
    assert paths["1a86:7523"] == "pci-0000:00:14.0-usb-0:1.2"
    files = [file for device in usb_devices(tree.root) for file in device.files("tty")]
    assert {file.path: (file.port, file.line) for file in files} == {
        "/dev/ttyUSB0": ("pci-0000:00:14.0-usb-0:1.2:1.0", "0"),
        "/dev/ttyACM0": ("pci-0000:00:14.0-usb-0:3:1.0", ""),
    }


def test_two_equal_adapters_differ_by_their_port(tree: SysTree) -> None:
    shapes.ch340(tree, port="1.2", file="ttyUSB0")
    shapes.ch340(tree, port="1.3", file="ttyUSB1")
    with pytest.raises(LinkDown) as refusal:
        find_usb(CH340, tree.root)
    assert "/dev/ttyUSB0 at pci-0000:00:14.0-usb-0:1.2" in refusal.value.what
    assert "/dev/ttyUSB1 at pci-0000:00:14.0-usb-0:1.3" in refusal.value.what
    assert (
        "serial:/dev/serial/by-path/pci-0000:00:14.0-usb-0:1.2:1.0-port0"
        in refusal.value.next_step
    )
    one = UsbAddress(0x1A86, 0x7523, "pci-0000:00:14.0-usb-0:1.3")
    assert find_usb(one, tree.root) == SerialAddress("/dev/ttyUSB1", 9600)


def test_the_address_that_an_error_advises_works(tree: SysTree) -> None:
    shapes.cheap_printer(tree, port="2", file="usb/lp0")
    shapes.cheap_printer(tree, port="1.1", file="usb/lp1")
    with pytest.raises(LinkDown) as refusal:
        find_usb(UsbAddress(0x0416, 0x5011), tree.root)
    advised = refusal.value.next_step.split(": ", 1)[1].removesuffix(".")
    address = UsbAddress.parse(advised)
    assert isinstance(address, UsbAddress)
    assert find_usb(address, tree.root) == FileAddress("/dev/usb/lp1")


def test_what_was_pulled_out_is_unplugged(tree: SysTree) -> None:
    printer = shapes.epson_printer(tree)
    assert find_usb(UsbAddress(0x04B8, 0x0E28), tree.root) == FileAddress("/dev/usb/lp0")
    tree.unplug(printer)
    with pytest.raises(Unplugged):
        find_usb(UsbAddress(0x04B8, 0x0E28), tree.root)


def test_a_device_that_no_driver_took_is_told_apart_from_none(tree: SysTree) -> None:
    tree.plug("1", "1a86:7523", "", "USB Serial", Plug(VENDOR))
    with pytest.raises(LinkDown, match="no driver") as refusal:
        find_usb(CH340, tree.root)
    assert not isinstance(refusal.value, Unplugged)


def test_a_scanner_that_types_is_found_by_its_keyboard(tree: SysTree) -> None:
    tree.plug(
        "4",
        "1eab:0103",
        "Newland",
        "HR22",
        Plug((0x03, 0x00, 0x00), "usbhid", "hidraw0"),
        Plug((0x03, 0x00, 0x00), "usbhid", "input/event7"),
        Plug(KEYBOARD, "usbhid", "input/event3"),
    )
    assert find_usb(UsbAddress(0x1EAB, 0x0103), tree.root) == FileAddress("/dev/input/event3")


def test_a_device_with_nothing_but_raw_hid_is_found_by_that(tree: SysTree) -> None:
    tree.plug("4", "0925:1234", "", "Relay", Plug((0x03, 0x00, 0x00), "usbhid", "hidraw0"))
    assert find_usb(UsbAddress(0x0925, 0x1234), tree.root) == FileAddress("/dev/hidraw0")


def test_ports_of_the_mainboard_are_those_with_a_chip(tree: SysTree) -> None:
    tree.serial_port("ttyS0", console="Y")
    tree.serial_port("ttyS1")
    tree.serial_port("ttyS2", chip="0")
    shapes.ch340(tree)
    assert [(port.path, port.is_console) for port in serial_ports(tree.root)] == [
        ("/dev/ttyS0", True),
        ("/dev/ttyS1", False),
    ]
