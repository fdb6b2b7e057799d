"""The typed line between the counter (journeys, money, paper) and the interface (the window).

No Qt here. See `screens` for what is shown, `frames` for the bytes, `server` and `client` for
the two ends.
"""

from kiosk.boundary.client import BoundaryClient, CounterGone
from kiosk.boundary.frames import (
    BrokenFrame,
    FrameBuffer,
    Intent,
    Show,
    decode_intent,
    decode_show,
    encode_frame,
)
from kiosk.boundary.screens import SCREENS, Screen, from_model, to_model
from kiosk.boundary.server import BoundaryServer

__all__ = [
    "SCREENS",
    "BoundaryClient",
    "BoundaryServer",
    "BrokenFrame",
    "CounterGone",
    "FrameBuffer",
    "Intent",
    "Screen",
    "Show",
    "decode_intent",
    "decode_show",
    "encode_frame",
    "from_model",
    "to_model",
]
