"""ESC/POS commands as bytes, each with its name in the manufacturers' manuals."""

INITIALISE = b"\x1b@"  # ESC @: forget modes and an unfinished line
DOT_UNITS = b"\x1dP\xcb\xcb"  # GS P 203 203: distances are dots; some models halve them at first
CLEAR_BUFFERS = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"  # DLE DC4 fn 8: drop what waits
RECOVER_AND_CLEAR = b"\x10\x05\x02"  # DLE ENQ 2: leave an error, drop what waits
AUTO_STATUS_ON = b"\x1da\x0f"  # GS a: drawer, online, error and paper changes come by themselves
RESET = INITIALISE + DOT_UNITS + AUTO_STATUS_ON  # ESC @ switches automatic status off again
BUFFER_STATUS = b"\x1dr\x01"  # GS r 1: paper sensor, answered in buffer order
GRAPHIC_KEYS = b"\x1d(L\x04\x00\x30\x40KC"  # GS ( L function 64: keys of the pictures it keeps
ACKNOWLEDGE = b"\x06"  # ACK: the host took one part of that list
CUT_FEED_DOTS = 96  # from the head to the knife on the common mechanisms, 12 mm

_MOST_FEED = 255
_FIRST_PROCESS_BYTE, _PROCESS_BYTES = 0x20, 95  # a process id's bytes are printable: 32 to 126


def realtime_status(n: int) -> bytes:
    """DLE EOT n, 1 to 4. Never inside another command's data: it would be taken as dots."""
    return bytes((0x10, 0x04, n))


def process_id_of(job_id: bytes) -> bytes:
    """The job's four bytes as four printable ones. Two jobs share one only when their numbers
    differ by a multiple of 95**4, some eighty million."""
    if len(job_id) != 4:
        raise ValueError(f"a job id has 4 bytes, not {len(job_id)}")
    number = int.from_bytes(job_id, "big")
    digits = []
    for _ in range(4):
        number, digit = divmod(number, _PROCESS_BYTES)
        digits.append(_FIRST_PROCESS_BYTE + digit)
    return bytes(digits)


def process_id(of_process: bytes) -> bytes:
    """GS ( H, function 48: answered when all before it is on paper."""
    return b"\x1d(H\x06\x00\x30\x30" + of_process


def feed(dots: int) -> bytes:
    """ESC J, repeated as often as its one byte demands."""
    whole, rest = divmod(dots, _MOST_FEED)
    return b"\x1bJ\xff" * whole + (bytes((0x1B, 0x4A, rest)) if rest else b"")


def cut(feed_dots: int = CUT_FEED_DOTS) -> bytes:
    """GS V 66 n: feed to the knife and n further, and cut."""
    return bytes((0x1D, 0x56, 0x42, feed_dots))


def position(dots: int) -> bytes:
    """ESC $: where the next raster begins, from the left."""
    return b"\x1b$" + dots.to_bytes(2, "little")


def raster(rows: bytes, row_bytes: int, *, doubled: bool = False) -> bytes:
    """GS v 0: whole rows of dots, a set bit is black; only at the start of a line. `doubled`
    (m = 2): each row is printed twice, one below the other."""
    count = len(rows) // row_bytes
    size = row_bytes.to_bytes(2, "little") + count.to_bytes(2, "little")
    return b"\x1dv0" + (b"\x02" if doubled else b"\x00") + size + rows


def store_graphic(key: bytes, rows: bytes, row_bytes: int) -> bytes:
    """GS ( L function 67: keep one black picture under a key of two printable bytes."""
    height = len(rows) // row_bytes
    size = (row_bytes * 8).to_bytes(2, "little") + height.to_bytes(2, "little")
    parameters = b"\x30\x43\x30" + key + b"\x01" + size + b"\x31" + rows
    return b"\x1d(L" + len(parameters).to_bytes(2, "little") + parameters


def delete_graphic(key: bytes) -> bytes:
    """GS ( L function 66."""
    return b"\x1d(L\x04\x00\x30\x42" + key


def print_graphic(key: bytes) -> bytes:
    """GS ( L function 69, in its own size."""
    return b"\x1d(L\x06\x00\x30\x45" + key + b"\x01\x01"
