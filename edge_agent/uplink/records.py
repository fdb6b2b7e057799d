"""The hub's last word on each journal, kept over restarts of the agent: DIR/run/sync.json.

It only spares a wait: after each connect the hub says where it stands. Lost or unreadable, it is
begun anew, and nothing is pruned until the hub has spoken.
"""

import logging
from pathlib import Path

import msgspec

from edge_agent.device import write_atomically

log = logging.getLogger(__name__)


class SyncRecord(msgspec.Struct, frozen=True, kw_only=True):
    """Seqs; `hub_time_ms` is the hub's signed time of that word (UTC ms)."""

    through: int
    backed_up: int
    handed_over: int
    hub_time_ms: int
    epoch: int


Records = dict[str, SyncRecord]

_decoder = msgspec.json.Decoder(Records)


def read_records(path: Path) -> Records:
    """By journal in hexadecimal."""
    try:
        return _decoder.decode(path.read_bytes())
    except FileNotFoundError:
        return {}
    except msgspec.DecodeError as error:
        log.warning("%s is begun anew: %s", path, error)
        return {}


def write_records(path: Path, records: Records) -> None:
    """Raises OSError."""
    write_atomically(path, msgspec.json.encode(records))
