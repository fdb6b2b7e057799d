"""docs/contract/journal.md: a journal in memory, enough to be handed over."""

import secrets
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import zstandard
from nacl.signing import SigningKey

from tests.contract.second_agent.encoding import (
    chain_hash,
    pack,
    seal,
    sealed_box,
    sealed_hash,
    sign,
)

SYSTEM_CLOCK = 2
MOST_EVENTS = 300


def boot_id() -> bytes:
    text = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    return bytes.fromhex(text.replace("-", ""))[:8]


@dataclass
class Journal:
    """`hashes` begins with the one before the first event, so that it is indexed by seq."""

    name: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    boot: bytes = field(default_factory=boot_id)
    entries: list[tuple[bytes, bytes | None]] = field(default_factory=list)
    hashes: list[bytes] = field(default_factory=lambda: [bytes(32)])
    _session: tuple[bytes, bytes] | None = None

    @property
    def head(self) -> int:
        return len(self.entries)

    def append(
        self,
        kind: str,
        version: int,
        body: dict[str, Any],
        transaction: bytes | None = None,
        personal: dict[str, Any] | None = None,
    ) -> None:
        """`personal` is sealed: `open_session` must have been called before."""
        seq = self.head + 1
        sealed = None
        if personal is not None:
            assert self._session is not None
            key, name = self._session
            sealed = seal(key, name, secrets.token_bytes(24), (self.name, seq, kind), personal)
        envelope = pack([
            *(1, self.name, seq, kind, version, transaction),
            *(time.time_ns() // 1_000_000, self.boot, time.monotonic_ns() // 1_000_000),
            *(SYSTEM_CLOCK, pack(body), None if sealed is None else sealed_hash(sealed)),
        ])  # fmt: skip
        self.entries.append((envelope, sealed))
        self.hashes.append(chain_hash(self.hashes[-1], envelope))

    def open_session(self, recipients: dict[str, bytes]) -> None:
        """A new session key, wrapped for each recipient (key id -> X25519 public key)."""
        key, name = secrets.token_bytes(32), secrets.token_bytes(8)
        self._session = (key, name)
        boxes = [
            {"recipient": recipient, "box": sealed_box(public, key)}
            for recipient, public in sorted(recipients.items())
        ]
        self.append("journal.sealing_key", 1, {"key_id": name, "sealed": boxes})

    def heads(self) -> dict[str, Any]:
        """This journal in a hello."""
        return {
            "journal": self.name,
            "writer": "kiosk",
            "head_seq": self.head,
            "head_hash": self.hashes[-1],
            "pruned_to": 0,
        }

    def batch(self, city: str, first: int, last: int, key: SigningKey) -> bytes:
        """The message with the events from `first` to `last`."""
        assert 1 <= last - first + 1 <= MOST_EVENTS
        header = pack([city, self.name, first, last, self.hashes[last]])
        entries = pack([list(entry) for entry in self.entries[first - 1 : last]])
        return pack([1, sign("events", key, header), zstandard.compress(entries, 1)])
