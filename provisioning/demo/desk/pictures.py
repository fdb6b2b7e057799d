"""Pictures of what moves: the kiosk's glass, and the paper that hangs out of the printer."""

import asyncio
import base64
from dataclasses import dataclass
from pathlib import Path

from anyio import to_thread

from contract.errors import PishkhanError
from provisioning.demo.dock import Frame
from provisioning.demo.kiosk_side import KioskSide

FRAME_EVERY_S = 0.08
LONGEST_S = 8.0


@dataclass(frozen=True)
class Pictures:
    kiosk: KioskSide

    async def screen(self, after: int, width: int) -> Frame | None:
        """The first picture that isn't frame `after` any more; None when time is up, or while
        the kiosk has no power."""
        for _ in range(int(LONGEST_S / FRAME_EVERY_S)):
            try:
                frame = await to_thread.run_sync(self.kiosk.dock.frame, after, width)
            except (OSError, ValueError):  # no interface, or it went away in the middle
                frame, after = None, 0  # the next one counts its frames anew
            if frame is not None:
                return frame
            await asyncio.sleep(FRAME_EVERY_S)
        return None

    def hanging_paper(self) -> bytes:
        """PNG; empty when nothing hangs out, or the printer has just been asked too much."""
        try:
            answer = self.kiosk.devices.tell("printer", do="strip")
        except PishkhanError:
            return b""
        return base64.b64decode(answer["png"])

    def paper(self, piece: str) -> Path | None:
        """A piece that was cut off, by its name without the ending."""
        return next((path for path in self.kiosk.devices.papers() if path.stem == piece), None)
