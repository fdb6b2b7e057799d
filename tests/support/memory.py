"""Looking for a text in the memory of a running process and in files: every byte, every encoding.

Memory needs the right to read another process's memory (root), which a kiosk's own user hasn't.
"""

import os
from pathlib import Path

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
CAN_LOOK = os.geteuid() == 0


def copies_in_memory(pid: int, text: str) -> int:
    """How many copies of `text` the process holds."""
    wanted = {text.encode(encoding) for encoding in ENCODINGS}
    found = 0
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for start, end in _readable(pid):
            try:
                memory.seek(start)
                page = memory.read(end - start)
            except (OSError, OverflowError):
                continue  # the kernel's own pages
            found += sum(page.count(bytes_of_text) for bytes_of_text in wanted)
    return found


def _readable(pid: int) -> list[tuple[int, int]]:
    ranges = []
    for line in Path(f"/proc/{pid}/maps").read_text(encoding="utf-8").splitlines():
        addresses, rights, *_ = line.split()
        if rights.startswith("r"):
            start, end = addresses.split("-")
            ranges.append((int(start, 16), int(end, 16)))
    return ranges


def files_with(folder: Path, text: str) -> list[Path]:
    """The files below `folder` that hold `text`, in any encoding."""
    wanted = [text.encode(encoding) for encoding in ENCODINGS]
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return [path for path in files if _holds(path.read_bytes(), wanted)]


def _holds(data: bytes, wanted: list[bytes]) -> bool:
    return any(bytes_of_text in data for bytes_of_text in wanted)
