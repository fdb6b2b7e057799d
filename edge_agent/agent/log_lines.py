"""The newest lines of every process's logs as one file, in the order of their times.

A process that wrote much does not push out what another has to say: each has its share.
"""

import gzip
from dataclasses import dataclass
from pathlib import Path

from contract.logs import LogFiles, logging_processes
from contract.upload import LARGEST_BYTES, UploadKind

EACH_PROCESS_BYTES = 512 * 1024
MOST_PROCESSES = LARGEST_BYTES[UploadKind.LOGS] // EACH_PROCESS_BYTES - 1
"""So the hub takes it even if nothing of it could be compressed."""


@dataclass(frozen=True)
class PackedLogs:
    """`content` is gzip over JSON lines."""

    content: bytes
    lines: int


def newest_lines(folder: Path, each_bytes: int = EACH_PROCESS_BYTES) -> list[bytes]:
    """Raises OSError. Without a folder there are no lines."""
    lines = [
        line
        for process in logging_processes(folder)[:MOST_PROCESSES]
        for line in LogFiles(folder, process).newest(each_bytes)
    ]
    lines.sort()  # each begins with its time
    return lines


def pack_logs(folder: Path, each_bytes: int = EACH_PROCESS_BYTES) -> PackedLogs:
    """Raises OSError."""
    lines = newest_lines(folder, each_bytes)
    return PackedLogs(gzip.compress(b"".join(lines), mtime=0), len(lines))
