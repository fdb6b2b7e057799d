"""Who wants to know that something changed: pages waiting on the event loop, told by threads.

A change carries no data, only its subject; the page reads what is true now. Changes that
come while a page is busy are joined into one, so a slow browser never builds a queue.
"""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

Subject = Literal["fleet", "payments", "journals", "city", "staff"]


class Subscription:
    """One page's view of what has changed since it last asked. Belongs to one event loop."""

    def __init__(self, subjects: frozenset[Subject], loop: asyncio.AbstractEventLoop) -> None:
        self._subjects = subjects
        self._loop = loop
        self._changed: set[Subject] = set()
        self._wake = asyncio.Event()

    async def wait(self, timeout_s: float) -> frozenset[Subject]:
        """The subjects that changed since the last call; empty when `timeout_s` has passed."""
        try:
            await asyncio.wait_for(self._wake.wait(), timeout_s)
        except TimeoutError:
            return frozenset()
        changed = frozenset(self._changed)
        self._changed.clear()
        self._wake.clear()
        return changed

    def tell(self, subject: Subject) -> None:
        """From any thread. A loop that is ending has no one left to tell."""
        if subject in self._subjects and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._note, subject)

    def _note(self, subject: Subject) -> None:
        self._changed.add(subject)
        self._wake.set()


class Changes:
    """Publish from any thread after the commit; subscribe from the event loop."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._subscriptions: set[Subscription] = set()

    def publish(self, *subjects: Subject) -> None:
        """Tell every page that waits for one of these subjects."""
        with self._lock:
            waiting = tuple(self._subscriptions)
        for subscription in waiting:
            for subject in subjects:
                subscription.tell(subject)

    @contextmanager
    def subscribe(self, *subjects: Subject) -> Iterator[Subscription]:
        """`with changes.subscribe("fleet") as news: await news.wait(15)`."""
        subscription = Subscription(frozenset(subjects), asyncio.get_running_loop())
        with self._lock:
            self._subscriptions.add(subscription)
        try:
            yield subscription
        finally:
            with self._lock:
                self._subscriptions.discard(subscription)
