"""The typed line between the counter (journeys, money, paper) and the interface (the window).

No Qt here. See `screens` for what is shown, `frames` for the bytes, `server` and `client` for
the two ends.
"""

from kiosk.boundary.client import BoundaryClient, CounterGone, ToldToLeave
from kiosk.boundary.frames import (
    BrokenFrame,
    Drawn,
    FrameBuffer,
    Hello,
    Intent,
    Leave,
    Pictured,
    Role,
    Show,
    TakePicture,
    decode_to_counter,
    decode_to_interface,
    encode_frame,
)
from kiosk.boundary.screens import SCREENS, Screen, from_model, to_model
from kiosk.boundary.server import BoundaryServer
from kiosk.boundary.traces import BETWEEN_VISITS, is_between_visits, is_personal

__all__ = [
    "BETWEEN_VISITS",
    "SCREENS",
    "BoundaryClient",
    "BoundaryServer",
    "BrokenFrame",
    "CounterGone",
    "Drawn",
    "FrameBuffer",
    "Hello",
    "Intent",
    "Leave",
    "Pictured",
    "Role",
    "Screen",
    "Show",
    "TakePicture",
    "ToldToLeave",
    "decode_to_counter",
    "decode_to_interface",
    "encode_frame",
    "from_model",
    "is_between_visits",
    "is_personal",
    "to_model",
]
