"""What really was written: by every machine on its disk, and by all of them ever."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

History = list[bytes]
"""The chain's hash at seq 1, 2, ... of one journal."""


@dataclass
class DiskRecord:
    """What one disk's owner knows, copied whenever the disk is copied. `runs`: how often each
    command was carried out by it."""

    histories: dict[bytes, History] = field(default_factory=dict)
    runs: Counter[tuple[int, int]] = field(default_factory=Counter)

    def copy(self) -> "DiskRecord":
        histories = {journal: list(hashes) for journal, hashes in self.histories.items()}
        return DiskRecord(histories, Counter(self.runs))


@dataclass
class WorldRecord:
    """`written`: every hash that some machine committed, by (journal, seq). `copied`: journals of
    which a copy of the disk was made, so that they may have two histories."""

    written: defaultdict[tuple[bytes, int], set[bytes]] = field(
        default_factory=lambda: defaultdict(set)
    )
    copied: set[bytes] = field(default_factory=set)
