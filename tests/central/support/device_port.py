"""A hub that serves its device port, which wants a certificate."""

import asyncio

from central.application import device_application
from central.server import Listener, serve
from tests.central.console.rig import ServedHub
from tests.support.ports import LOOPBACK


class DevicePorted(ServedHub):
    """Use as a context manager; the port is then at `address`."""

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        listener = Listener(device_application(self.hub), LOOPBACK, self.port, mutual=True)
        self._loop.run_until_complete(
            serve([listener], self.hub.identity, self._stop, self._ready.set)
        )
