"""One kiosk with a queue: ours, then each peer that installs here, one after another."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import drain
from benchmarks.figure import Figure, compared
from benchmarks.peers.bridge import bridged
from benchmarks.peers.pouchdb import replication
from contract.errors import MissingPart

EVENT_BYTES = 250
"""Of a peer's event, random; ours are of about that size with what is sealed."""
PEERS: tuple[Callable[[Path, int], Figure], ...] = (bridged, replication)


def measure() -> list[Figure]:
    """Ratios are ours to theirs; a peer that does not install is told in a line on stderr."""
    ours = drain.measure()[0]
    figures = [
        Figure(name="ours, one kiosk", value=ours.value, unit="events/s", cpu_us=ours.cpu_us)
    ]
    for peer in PEERS:
        with tempfile.TemporaryDirectory(prefix="pishkhan-bench-") as name:
            folder = Path(name)
            folder.chmod(0o711)
            try:
                theirs = peer(folder, EVENT_BYTES)
            except MissingPart as missing:
                print(f"peers: left out: {missing.what} {missing.next_step}", file=sys.stderr)
                continue
        figures += [theirs, compared(figures[0], theirs.value, theirs.name)]
    return figures
