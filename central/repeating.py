"""Work that the hub does by itself, again and again, whatever happens to one time of it.

A task that ends by an error would be missed by nobody: the hub would look well and send no
command, tell no kiosk of new data, until somebody starts it again.
"""

import asyncio
import logging
from collections.abc import Callable

log = logging.getLogger("pishkhan.hub")


async def repeat(work: Callable[[], None], every_s: float, name: str) -> None:
    """Until cancelled: `work` in a thread, then a pause. A failure is logged when it begins and
    when it is over; the next time is tried all the same."""
    failing = False
    while True:
        try:
            await asyncio.to_thread(work)
        except Exception as error:
            if not failing:
                log.exception("%s failed, and is tried again: %s", name, error)  # noqa: TRY401
            failing = True
        else:
            if failing:
                log.info("%s goes on", name)
            failing = False
        await asyncio.sleep(every_s)
