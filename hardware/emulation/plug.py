"""The cable of an emulated device: in, out, or out for some seconds.

One thread waits for it (the emulator's own, inside `next_client`); any other may pull it.
"""

import math
import os
import select
import threading
import time
import weakref

_LONGEST_WAIT_S = 3600.0


class Plug:
    def __init__(self) -> None:
        self._wake = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)
        weakref.finalize(self, os.close, self._wake)  # two threads use it: neither can close it
        self._change = threading.Lock()  # guards all below
        self._back_at = -math.inf  # of time.monotonic(); in the past: the cable is in
        self._closed = False

    @property
    def closed(self) -> bool:
        with self._change:
            return self._closed

    @property
    def out_s(self) -> float:
        """How long the cable stays out from now; 0 when it is in."""
        with self._change:
            return max(0.0, self._back_at - time.monotonic())

    def pull(self, for_s: float | None) -> None:
        """Out for so many seconds; None: until `push`."""
        self._set(math.inf if for_s is None else time.monotonic() + for_s)

    def push(self) -> None:
        self._set(-math.inf)

    def close(self) -> None:
        """The device is gone for good; a waiting `wait` returns."""
        with self._change:
            self._closed = True
        os.eventfd_write(self._wake, 1)

    def wait(self, descriptor: int | None, longest_s: float = _LONGEST_WAIT_S) -> bool:
        """True when there is something to read from `descriptor`; False when the cable may have
        been moved, or `longest_s` is over: look again."""
        waited = [self._wake] if descriptor is None else [self._wake, descriptor]
        poll = select.poll()  # select takes no descriptor above 1023
        for each in waited:
            poll.register(each, select.POLLIN)
        wait_s = min(longest_s, self.out_s or longest_s)
        ready = [place for place, _ in poll.poll(wait_s * 1000)]
        if self._wake in ready and not self.closed:
            os.eventfd_read(self._wake)
        return descriptor in ready and self._wake not in ready

    def _set(self, back_at: float) -> None:
        with self._change:
            self._back_at = back_at
        os.eventfd_write(self._wake, 1)
