"""How often one address may ask: counted in memory, for a minute, and nowhere written."""

import ipaddress
import threading
from collections import deque
from dataclasses import dataclass, field

WINDOW_MS = 60_000
MOST_A_MINUTE = 30
MOST_ADDRESSES = 10_000
NETWORK_BITS = 64
"""A subscriber of IPv6 has a whole network of addresses."""


@dataclass
class AddressRate:
    """Answers for each question whether it may be asked now."""

    most: int = MOST_A_MINUTE
    _asked: dict[str, deque[int]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait_ms(self, address: str, now_ms: int) -> int:
        """0 when it may, and then it counts; else how long until one more may."""
        name = _subscriber(address)
        with self._lock:
            if name not in self._asked and len(self._asked) >= MOST_ADDRESSES:
                self._forget(now_ms)
            asked = self._asked.setdefault(name, deque())
            while asked and asked[0] <= now_ms - WINDOW_MS:
                asked.popleft()
            if len(asked) >= self.most:
                return asked[0] + WINDOW_MS - now_ms
            asked.append(now_ms)
            return 0

    def _forget(self, now_ms: int) -> None:
        """Those of the last minute stay, the oldest half goes if they are all of it."""
        stays = {
            name: asked for name, asked in self._asked.items() if asked[-1] > now_ms - WINDOW_MS
        }
        if len(stays) >= MOST_ADDRESSES:
            newest = sorted(stays, key=lambda name: stays[name][-1])[MOST_ADDRESSES // 2 :]
            stays = {name: stays[name] for name in newest}
        self._asked = stays


def _subscriber(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return address
    return str(ipaddress.ip_network((parsed, NETWORK_BITS), strict=False))
