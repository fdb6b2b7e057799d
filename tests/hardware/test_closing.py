"""Whatever the devices are doing, the kiosk can be shut down, and what is fit can be asked."""

import os
import socket
import threading
import tty
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PIL import Image

from contract.values import Rial
from hardware.address import DeviceAddress, SerialAddress, TcpAddress
from hardware.device.talker import Talker
from hardware.device_set import DeviceSet
from hardware.emulation import Emulation, open_wire
from hardware.printers import EscPosPrinter
from hardware.printers.emulator import EmulatedPrinter, EmulatedPrinterSetup
from hardware.scanners.codes import CodeReader
from hardware.state import Component, DeviceState
from hardware.terminals import IranTlvTerminal, PaymentOrder
from hardware.terminals.emulated_desk import EmulatedTerminalSetup
from hardware.terminals.identity import TerminalIdentity
from hardware.terminals.iran_tlv.emulator import EmulatedIranTlvTerminal
from tests.support.waiting import assert_no_hang, eventually

_ASKED = 50
_TERMINAL_ID = "12345678"
_IDENTITY = TerminalIdentity(_TERMINAL_ID)
_NEEDED = (Component.PRINTER, Component.PAPER, Component.TERMINAL)


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def assert_fit_and_closable(devices: DeviceSet) -> None:
    """Asked fifty times in the state that stands, then closed."""
    with assert_no_hang("fifty answers"):
        for _ in range(_ASKED):
            devices.fitness(*_NEEDED)
    with assert_no_hang("closing"):
        devices.close()


def in_a_thread(stack: ExitStack, work: Callable[[], object]) -> None:
    """As the kiosk's workers do; it ends when the devices are closed."""
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    stack.callback(lambda: eventually(lambda: not thread.is_alive(), "the work ends", 3.0))


def scanner(address: DeviceAddress) -> Talker:
    return Talker(address, Component.SCANNER, CodeReader())


def page() -> Image.Image:
    return Image.effect_noise((576, 2000), 200).convert("1")


def silent_listener(stack: ExitStack) -> TcpAddress:
    """A device whose network box takes bytes while nobody is behind it."""
    listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
    return TcpAddress("127.0.0.1", listener.getsockname()[1])


def stuck_line(stack: ExitStack) -> SerialAddress:
    """A serial line that nobody reads: it takes some thousand bytes and no more."""
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    stack.callback(os.close, ours)
    stack.callback(os.close, theirs)
    return SerialAddress(os.ttyname(theirs), 115200)


def emulated_printer(stack: ExitStack, folder: Path, rows_per_s: float) -> Emulation:
    setup = EmulatedPrinterSetup(folder, rows_per_s=rows_per_s)
    emulation = Emulation(EmulatedPrinter(setup), open_wire("tcp:127.0.0.1:0"))
    stack.callback(emulation.close)
    return emulation


def emulated_terminal(stack: ExitStack) -> Emulation:
    """No card is ever presented."""
    setup = EmulatedTerminalSetup(terminal_id=_TERMINAL_ID)
    emulation = Emulation(EmulatedIranTlvTerminal(setup), open_wire("tcp:127.0.0.1:0"))
    stack.callback(emulation.close)
    return emulation


def test_with_devices_that_take_bytes_and_say_nothing(stack: ExitStack) -> None:
    devices = DeviceSet(
        EscPosPrinter(silent_listener(stack)),
        IranTlvTerminal(silent_listener(stack), _IDENTITY),
        (scanner(silent_listener(stack)),),
    )
    order = PaymentOrder("900000001", Rial(10_000))
    in_a_thread(stack, lambda: devices.terminal and devices.terminal.pay(order))
    in_a_thread(stack, lambda: devices.printer and devices.printer.print(page(), b"job1"))
    assert_fit_and_closable(devices)


def test_with_serial_lines_that_nobody_reads(stack: ExitStack) -> None:
    devices = DeviceSet(
        EscPosPrinter(stuck_line(stack)),
        IranTlvTerminal(stuck_line(stack), _IDENTITY),
        (scanner(stuck_line(stack)),),
    )
    in_a_thread(stack, lambda: devices.printer and devices.printer.print(page(), b"job1"))
    assert_fit_and_closable(devices)


def test_with_devices_that_are_not_there(stack: ExitStack) -> None:
    nowhere = TcpAddress("192.0.2.1", 9)  # documentation's network: a connection that hangs
    devices = DeviceSet(
        EscPosPrinter(nowhere), IranTlvTerminal(nowhere, _IDENTITY), (scanner(nowhere),)
    )
    assert_fit_and_closable(devices)


def test_inside_a_page(stack: ExitStack, tmp_path: Path) -> None:
    paper = emulated_printer(stack, tmp_path / "paper", rows_per_s=200)
    devices = DeviceSet(EscPosPrinter(paper.address))
    eventually(
        lambda: devices.reports()[Component.PRINTER].state is DeviceState.READY, "the printer"
    )
    in_a_thread(stack, lambda: devices.printer and devices.printer.print(page(), b"job1"))
    eventually(lambda: paper.obey({"do": "state"})["rows_hanging_out"], "the page has begun")
    assert_fit_and_closable(devices)


def test_inside_a_payment(stack: ExitStack) -> None:
    desk = emulated_terminal(stack)
    devices = DeviceSet(terminal=IranTlvTerminal(desk.address, _IDENTITY))
    order = PaymentOrder("900000001", Rial(10_000))
    in_a_thread(stack, lambda: devices.terminal and devices.terminal.pay(order))
    eventually(
        lambda: desk.obey({"do": "state"})["phase"] == "waiting_for_card", "it waits for a card"
    )
    assert_fit_and_closable(devices)
