"""What was measured last, kept on its way to the listener."""

import threading

from hardware.device.events import DeviceEvent, Listener, Measured


class Readings:
    """A listener before a listener; `latest` may be asked from any thread."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._change = threading.Lock()
        self._latest: dict[tuple[str, str, str], Measured] = {}

    def __call__(self, event: DeviceEvent) -> None:
        if isinstance(event, Measured):
            key = (event.component.value, event.measurement.value, event.place)
            with self._change:
                self._latest[key] = event
        self._listener(event)

    def latest(self) -> tuple[Measured, ...]:
        with self._change:
            return tuple(self._latest[key] for key in sorted(self._latest))
