"""How soon devices in trouble answer whether they are fit, and how soon what is asked to end does.

The devices take bytes and say nothing, the worst for whoever waits for them; a payment hangs at
the terminal meanwhile. The agent is ended by SIGTERM, as systemd does, while it is online.
"""

import io
import signal
import socket
import tempfile
import time
from contextlib import ExitStack, redirect_stdout
from pathlib import Path
from threading import Thread

import psutil

from benchmarks.figure import Figure, percentile
from contract.values import Rial
from hardware.address import TcpAddress
from hardware.device_set import DeviceSet
from hardware.printers import EscPosPrinter
from hardware.state import Component
from hardware.terminals import IranTlvTerminal, PaymentOrder
from hardware.terminals.identity import TerminalIdentity
from provisioning.demo.ports import DemoPorts
from provisioning.demo.stage import set_stage
from provisioning.demo.telling import Telling

PORT_BASE = 19_840
ASKED = 200
ROUNDS = 5
NEEDED = (Component.PRINTER, Component.PAPER, Component.TERMINAL)
UNDER_WAY_S = 0.5


def measure() -> list[Figure]:
    answers, closings = [], []
    for _ in range(ROUNDS):
        answered, closed = _silent_devices()
        answers += answered
        closings.append(closed)
    return [
        _ms("fit or not, of silent devices, p95", percentile(answers, 95), "<= 100 ms"),
        _ms("silent devices closed in a payment", percentile(closings, 50), "<= 1,500 ms"),
        _ms("agent ended when asked", _agent_ends_s(), "<= 2,000 ms"),
    ]


def _ms(name: str, value_s: float, goal: str) -> Figure:
    return Figure(name=name, value=value_s * 1000, unit="ms", goal=goal)


def _silent_devices() -> tuple[list[float], float]:
    """Seconds of each answer, and of closing."""
    with ExitStack() as stack:
        devices = DeviceSet(
            EscPosPrinter(_silent(stack)),
            IranTlvTerminal(_silent(stack), TerminalIdentity("12345678")),
        )
        terminal = devices.terminal
        assert terminal is not None
        order = PaymentOrder("900000001", Rial(10_000))
        Thread(target=lambda: terminal.pay(order), daemon=True).start()
        time.sleep(UNDER_WAY_S)
        answers = []
        for _ in range(ASKED):
            began = time.perf_counter()
            devices.fitness(*NEEDED)
            answers.append(time.perf_counter() - began)
        began = time.perf_counter()
        devices.close()
        return answers, time.perf_counter() - began


def _silent(stack: ExitStack) -> TcpAddress:
    listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
    return TcpAddress("127.0.0.1", listener.getsockname()[1])


def _agent_ends_s() -> float:
    """Once: from the signal until the process is gone."""
    with (
        tempfile.TemporaryDirectory(prefix="pishkhan-bench-") as name,
        redirect_stdout(io.StringIO()),
        set_stage(
            DemoPorts(PORT_BASE), Telling(as_json=True), Path(name), windowed=False
        ) as stage,
    ):
        stage.programs.until("the line", stage.kiosk.online, 30.0)
        agent = next(
            child
            for child in psutil.Process().children(recursive=True)
            if child.cmdline()[1:4] == ["-m", "pishkhan", "agent"]
        )
        began = time.perf_counter()
        agent.send_signal(signal.SIGTERM)
        agent.wait(30.0)
        return time.perf_counter() - began
