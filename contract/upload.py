"""What a kiosk sends to the hub when it was told to: bytes of one kind, over the device port.

    POST /device/v1/uploads/<kind>    application/octet-stream

The hub keeps the newest few of each kind for those who look after kiosks; nothing is folded
from them.
"""

from collections.abc import Mapping
from enum import StrEnum

ROUTE = "/device/v1/uploads"
KEPT_OF_EACH_KIND = 3


class UploadKind(StrEnum):
    LOGS = "logs"
    """The newest lines of all logs, in the order of their times; JSON lines, gzip."""
    SCREENSHOT = "screenshot"
    """What stood on the screen while nobody was served; PNG."""


LARGEST_BYTES: Mapping[UploadKind, int] = {
    UploadKind.LOGS: 4 * 1024 * 1024,
    UploadKind.SCREENSHOT: 8 * 1024 * 1024,
}


def upload_path(kind: UploadKind) -> str:
    return f"{ROUTE}/{kind}"
