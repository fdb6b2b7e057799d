"""Work for the demo's own thread.

The programs of the demo die with the thread that started them, so only the one that lives as
long as the demo may start or end them; the page's threads ask it here.
"""

import queue
from collections.abc import Callable
from concurrent.futures import Future


class Works:
    def __init__(self) -> None:
        self._waiting: queue.Queue[tuple[Callable[[], None], Future[None]]] = queue.Queue()

    def ask(self, work: Callable[[], None]) -> Future[None]:
        """From any thread. The future has what `work` raised."""
        done: Future[None] = Future()
        self._waiting.put((work, done))
        return done

    def do_next(self, within_s: float) -> None:
        """From the demo's thread: the next piece of work; just returns when none comes."""
        try:
            work, done = self._waiting.get(timeout=within_s)
        except queue.Empty:
            return
        try:
            work()
        except BaseException as error:
            done.set_exception(error)
            raise
        done.set_result(None)
