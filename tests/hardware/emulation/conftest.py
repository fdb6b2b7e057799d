"""A device that sends back what it hears, on a wire whose faults are looked at."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from hardware.emulation import Answer, Command, DeviceFault, Emulation, FaultKind, Unit, open_wire
from hardware.emulation.device import unknown_command
from hardware.link import ByteLink, LinkDown, LinkLost, open_link
from tests.support.waiting import eventually

_FOREVER_S = 1e9
ANSWER_S = 5.0


class Echo:
    """Says back what it hears; `told` is what its faults have told it."""

    def __init__(self) -> None:
        self.told: list[Command] = []
        self._ended = threading.Event()

    def serve(self, link: ByteLink) -> None:
        while not self._ended.is_set():
            link.send(link.receive(_FOREVER_S), _FOREVER_S)

    def obey(self, command: Command) -> Answer:
        if command.get("do") not in ("hot", "cold"):
            raise unknown_command(command, "hot, cold")
        self.told.append(command)
        return {}

    def interrupt(self) -> None:
        self._ended.set()


HOT = DeviceFault(
    FaultKind("hot", "the device is hot", "DEGREES", (Unit.ROW,)),
    lambda fault: {"do": "hot", "degrees": fault.value, "row": fault.when and fault.when.count},
    {"do": "cold"},
)


class Far:
    """The kiosk's end of the wire."""

    def __init__(self, emulation: Emulation) -> None:
        self.emulation = emulation
        self._link: ByteLink | None = None

    def open(self) -> ByteLink:
        """Raises LinkDown while the device is unplugged."""
        self.close()
        self._link = open_link(self.emulation.address, time.monotonic() + ANSWER_S)
        return self._link

    def hears(self, data: bytes) -> bytes:
        """What comes back of `data`. Raises LinkLost."""
        link = self._link or self.open()
        deadline = time.monotonic() + ANSWER_S
        link.send(data, deadline)
        answer = b""
        while len(answer) < len(data):
            answer += link.receive(deadline)
        return answer

    def loses(self) -> None:
        """Until the line breaks under a reader."""
        assert self._link is not None
        with pytest.raises(LinkLost):
            while True:
                self._link.receive(time.monotonic() + ANSWER_S)

    def is_away(self) -> bool:
        try:
            self.open()
        except LinkDown:
            return True
        return False

    def until_back(self) -> None:
        eventually(lambda: not self.is_away(), "the device to be back")

    def close(self) -> None:
        if self._link is not None:
            self._link.close()
            self._link = None


OpenFar = Callable[[str], Far]


@pytest.fixture
def open_far() -> Iterator[OpenFar]:
    fars: list[Far] = []

    def make(listen: str) -> Far:
        fars.append(Far(Emulation(Echo(), open_wire(listen), (HOT,), seed=7)))
        return fars[-1]

    yield make
    for far in fars:
        far.close()
        far.emulation.close()
    assert "emulation" not in [thread.name for thread in threading.enumerate()]


@pytest.fixture
def far(open_far: OpenFar) -> Far:
    return open_far("tcp:127.0.0.1:0")
