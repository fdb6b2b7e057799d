"""The loop of every emulator: wait for a client, serve it until it goes, wait again."""

import contextlib
import threading
from collections.abc import Sequence

from hardware.address import DeviceAddress
from hardware.emulation.control import Answer, Command
from hardware.emulation.device import EmulatedDevice
from hardware.emulation.fault import DeviceFault
from hardware.emulation.faults import Faults
from hardware.emulation.faulty_wire import FaultyWire
from hardware.emulation.wire import Wire
from hardware.link import LinkError


class Emulation:
    """A device on its wire, in a thread of its own.

    Every wire can be unplugged, garbled, slow or dropped; `faults` are the device's own. `seed`:
    of the bytes that a bad wire garbles.
    """

    def __init__(
        self,
        device: EmulatedDevice,
        wire: Wire,
        faults: Sequence[DeviceFault] = (),
        seed: int = 0,
    ) -> None:
        self._device = device
        self._wire = FaultyWire(wire, seed)
        self.faults = Faults(device, self._wire, faults)
        self._thread = threading.Thread(target=self._run, name="emulation", daemon=True)
        self._thread.start()

    @property
    def address(self) -> DeviceAddress:
        return self._wire.address

    def obey(self, command: Command) -> Answer:
        """From any thread: one control command. Raises InvalidValue, ValueError, KeyError."""
        return self.faults.obey(command)

    def close(self) -> None:
        self.faults.close()
        self._wire.close()
        self._device.interrupt()
        self._thread.join(timeout=1.0)

    def _run(self) -> None:
        while (link := self._wire.next_client()) is not None:
            try:
                with contextlib.suppress(LinkError):  # clients come and go
                    self._device.serve(link)
            finally:
                link.close()
