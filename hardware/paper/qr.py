"""QR codes as dots: modules of at least half a millimetre, a symbol of at least 25 mm."""

import segno
from PIL import Image

from contract.errors import InvalidValue

SMALLEST_SIDE_DOTS = 200  # 25 mm
SMALLEST_MODULE_DOTS = 4
QUIET_MODULES = 4  # ISO/IEC 18004: light modules on every side


class QrDots:
    """A symbol without its quiet zone: `image` (mode L), `side` and `quiet` in dots."""

    def __init__(self, data: str) -> None:
        try:
            symbol = segno.make_qr(data, error="m")
        except segno.DataOverflowError as overflow:
            raise InvalidValue(
                "length",
                f"{len(data)} characters do not fit a QR code.",
                "Put the code and the amount into it, and nothing more.",
            ) from overflow
        rows = [bytes(row) for row in symbol.matrix]
        modules = len(rows)
        scale = max(SMALLEST_MODULE_DOTS, -(-SMALLEST_SIDE_DOTS // modules))
        small = Image.frombytes(
            "L", (modules, modules), bytes(0 if dark else 255 for row in rows for dark in row)
        )
        self.side = modules * scale
        self.quiet = QUIET_MODULES * scale
        self.image = small.resize((self.side, self.side), Image.Resampling.NEAREST)
