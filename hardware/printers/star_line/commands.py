"""Star's commands as bytes, with their names in "STAR Line Mode" and "Graphic Mode Command
Specifications" (rev. 2.31, sections 3-1-3 and 3-2). Numbers inside ESC * r are decimal text."""

STATUS = b"\x1b\x06\x01"  # ESC ACK SOH: the automatic status, now; only while it is switched off
AUTO_STATUS_OFF = b"\x1b\x1ea\x00"  # ESC RS a 0
RESET_NOW = b"\x1b\x06\x18"  # ESC ACK CAN: obeyed at once, whatever waits is dropped
DOCUMENT_START = b"\x1b\x1d\x03\x03\x00\x00"  # ESC GS ETX 3: after a fault, drop all to its end
DOCUMENT_END = b"\x1b\x1d\x03\x04\x00\x00"  # ESC GS ETX 4
ENTER_RASTER = b"\x1b*rR\x1b*rA"  # initialise raster mode, and enter it
CONTINUOUS = b"\x1b*rP0\x00"  # ESC * r P: a page as long as its rows
CUT_AT_END = b"\x1b*rE13\x00"  # ESC * r E: at the end feed to the knife and cut partially
END_OF_PAGE = b"\x1b\x0c\x04"  # ESC FF EOT: do so
QUIT_RASTER = b"\x1b*rB"
CUT = b"\x1bd\x03"  # ESC d 3, line mode: feed to the knife and cut partially


def row(dots: bytes) -> bytes:
    """b n1 n2: one row from the left edge, then one row down; a set bit is black."""
    return b"b" + len(dots).to_bytes(2, "little") + dots


def feed(dots: int) -> bytes:
    """ESC * r Y: so many rows down."""
    return b"\x1b*rY" + str(dots).encode("ascii") + b"\x00"


def counter(echo: bytes) -> bytes:
    """ESC GS ETX 1: once all before it is printed and the motor stands, `echo` (two bytes) comes
    back with a counter, and to nobody but who asked."""
    if len(echo) != 2:
        raise ValueError(f"the echo has 2 bytes, not {len(echo)}")
    return b"\x1b\x1d\x03\x01" + echo
