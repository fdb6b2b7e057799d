"""All faults of one emulator: those of its wire, and those of the device itself."""

import threading
from collections.abc import Sequence

from hardware.emulation.control import Answer, Command
from hardware.emulation.device import EmulatedDevice
from hardware.emulation.fault import DeviceFault, Fault, FaultKind, Unit, parse_fault
from hardware.emulation.faulty_wire import WIRE_FAULTS, FaultyWire


class Faults:
    """Caused and mended from any thread. `caused`: what was not mended yet, oldest first; a
    fault that passes by itself stays in that list until it is mended."""

    def __init__(
        self, device: EmulatedDevice, wire: FaultyWire, of_device: Sequence[DeviceFault]
    ) -> None:
        self._device = device
        self._wire = wire
        self._of_device = {fault.kind.name: fault for fault in of_device}
        self._change = threading.Lock()  # guards all below
        self._caused: dict[str, str] = {}  # by name, as it was written
        self._timers: dict[str, threading.Timer] = {}

    @property
    def known(self) -> tuple[FaultKind, ...]:
        return (*(fault.kind for fault in self._of_device.values()), *WIRE_FAULTS)

    def cause(self, text: str) -> None:
        """`text` as after `--fault`. Raises InvalidValue "fault"."""
        fault = parse_fault(text, self.known)
        if fault.when is not None and fault.when.unit is Unit.SECOND:
            self._later(fault, fault.when.count)
        else:
            self._begin(fault)
        with self._change:
            self._caused[fault.name] = text

    def mend(self, name: str | None) -> None:
        """One fault, or all that were caused. Raises InvalidValue "fault"."""
        with self._change:
            names = [name] if name is not None else list(self._caused)
        for each in names:
            parse_fault(each, self.known)
            self._mend(each)

    def obey(self, command: Command) -> Answer:
        """fault {fault: "garble=5"}, mend {fault?: name}, faults; all else is the device's."""
        match command.get("do"):
            case "fault":
                self.cause(str(command["fault"]))
            case "mend":
                name = command.get("fault")
                self.mend(None if name is None else str(name))
            case "faults":
                pass
            case _:
                return self._device.obey(command)
        return {"caused": self.caused, "known": [kind.form for kind in self.known]}

    @property
    def caused(self) -> list[str]:
        with self._change:
            return list(self._caused.values())

    def close(self) -> None:
        with self._change:
            timers, self._timers = self._timers, {}
        for timer in timers.values():
            timer.cancel()

    def _later(self, fault: Fault, after_s: int) -> None:
        timer = threading.Timer(after_s, self._begin, (fault,))
        timer.daemon = True
        with self._change:
            before = self._timers.pop(fault.name, None)
            self._timers[fault.name] = timer
        if before is not None:
            before.cancel()
        timer.start()

    def _begin(self, fault: Fault) -> None:
        own = self._of_device.get(fault.name)
        if own is None:
            self._wire.cause(fault)
        else:
            self._device.obey(own.cause(fault))

    def _mend(self, name: str) -> None:
        with self._change:
            self._caused.pop(name, None)
            timer = self._timers.pop(name, None)
        if timer is not None:
            timer.cancel()
        own = self._of_device.get(name)
        if own is None:
            self._wire.mend(name)
        else:
            self._device.obey(own.mend)
