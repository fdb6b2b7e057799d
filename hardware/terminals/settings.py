"""What the profiles of all payment terminals say alike."""

from typing import Annotated

import msgspec

TerminalId = Annotated[
    str,
    msgspec.Meta(pattern="^[0-9]{8}$", description="the terminal's number, eight digits"),
]
