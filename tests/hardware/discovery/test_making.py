"""`pishkhan hardware profile --make`: a devices.toml out of what is plugged in and answers."""

import pytest

from hardware.__main__ import main
from hardware.address import DeviceAddress
from hardware.device import Table
from hardware.profile import DeviceProfile, parse_profile
from tests.hardware.discovery.conftest import Attach, Emulate, Machine
from tests.hardware.discovery.serial_device import CLONE_PRINTER
from tests.hardware.sysfs import tree as shapes


def made(
    machine: Machine, capsys: pytest.CaptureFixture[str], code: int, *arguments: str
) -> tuple[DeviceProfile, str, str]:
    assert main(["profile", "--make", *machine.options, *arguments]) == code
    told = capsys.readouterr()
    return parse_profile(told.out), told.out, told.err


def address_in(profile: DeviceProfile, table: Table) -> DeviceAddress:
    entry = profile.entry(table)
    assert entry is not None
    address = getattr(entry.settings, "address")  # noqa: B009
    assert isinstance(address, DeviceAddress)
    return address


def test_a_whole_kiosk_is_written_from_what_answers(
    machine: Machine, emulate: Emulate, attach: Attach, capsys: pytest.CaptureFixture[str]
) -> None:
    shapes.ch340(machine.tree)
    shapes.newland_serial(machine.tree)
    link = machine.link_by_path("pci-0000:00:14.0-usb-0:1.2:1.0-port0", "ttyUSB0")
    attach(machine.dev / "ttyUSB0", speed=19200, answers=CLONE_PRINTER)
    terminal = emulate("terminal", "--driver", "zvt", "--listen", "tcp:127.0.0.1:0")
    profile, _, _ = made(machine, capsys, 0, "--at", terminal.address, "--terminal-id", "12345678")
    assert str(address_in(profile, Table.PRINTER)) == f"serial:{link}@19200"
    assert str(address_in(profile, Table.TERMINAL)) == terminal.address
    assert {entry.kind.driver for entry in profile.entries} == {"cdc", "escpos", "zvt"}


def test_a_terminal_without_its_number_is_left_out_and_asked_for(
    machine: Machine, emulate: Emulate, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = emulate("terminal", "--driver", "zvt", "--listen", "tcp:127.0.0.1:0")
    profile, text, told = made(machine, capsys, 1, "--at", terminal.address)
    assert profile.entries == ()
    assert "# terminal_id must be given by a person" in text.replace("-> ", "")
    assert f'# address = "{terminal.address}"' in text
    assert "still to be said: terminal: terminal_id" in told


def test_a_terminal_that_cannot_be_asked_is_taken_at_a_persons_word(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    word = "iran_tlv=tcp:192.168.1.60:8500"
    profile, _, _ = made(machine, capsys, 0, "--terminal", word, "--terminal-id", "12345678")
    assert str(address_in(profile, Table.TERMINAL)) == "tcp:192.168.1.60:8500"
    assert [entry.kind.driver for entry in profile.entries] == ["iran_tlv"]


def test_what_is_not_sure_is_told_and_not_written(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    shapes.cheap_printer(machine.tree)  # nobody answers: its file isn't there
    profile, text, _ = made(machine, capsys, 0)
    assert profile.entries == ()
    assert "# POS58" in text.replace("STMicroelectronics ", "")
    assert "not sure enough" in text


def test_readers_and_scanners_known_by_sight_need_no_questions(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    shapes.acr122u(machine.tree)
    shapes.newland_keyboard(machine.tree)
    profile, _, _ = made(machine, capsys, 0)
    assert {entry.kind.driver for entry in profile.entries} == {"pcsc", "hid"}
    assert str(address_in(profile, Table.SCANNER)) == "usb:1eab:0103"


def test_of_two_printers_the_first_is_used_and_the_other_told(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    shapes.epson_printer(machine.tree, port="1", file="usb/lp0")
    shapes.epson_printer(machine.tree, port="2", file="usb/lp1")
    profile, text, _ = made(machine, capsys, 0)
    assert str(address_in(profile, Table.PRINTER)).endswith("usb-0:1")
    assert "a kiosk has one printer" in text


@pytest.mark.parametrize("word", ["zvt", "zvt=nowhere", "nonsense=tcp:127.0.0.1:1"])
def test_a_wrong_word_is_refused(
    machine: Machine, capsys: pytest.CaptureFixture[str], word: str
) -> None:
    arguments = ["--terminal", word, "--terminal-id", "12345678"]
    assert main(["profile", "--make", *machine.options, *arguments]) == 2
    assert capsys.readouterr().err
