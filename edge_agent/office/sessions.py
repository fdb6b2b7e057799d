"""Who is signed in: a cookie that says until when, signed with the PIN file's key.

Nothing is kept here, so the clerk stays signed in when the agent is started again. Only those who
signed out are remembered, until their time is over.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from threading import Lock

COOKIE = "__Host-office"
SHIFT_S = 12 * 3600
MOST_ENDED = 1000


@dataclass
class Sessions:
    """Called from many threads."""

    _ended: dict[str, int] = field(default_factory=dict)
    _ending: Lock = field(default_factory=Lock)

    def begin(self, key: bytes, now_ms: int) -> str:
        """The cookie's value."""
        text = f"{now_ms // 1000 + SHIFT_S}.{secrets.token_hex(8)}"
        return f"{text}.{_sign(key, text)}"

    def is_open(self, cookie: str, key: bytes, now_ms: int) -> bool:
        until_s = _until_s(cookie, key)
        return until_s is not None and now_ms // 1000 < until_s and cookie not in self._ended

    def end(self, cookie: str, key: bytes, now_ms: int) -> None:
        """For good, though the cookie may have been copied."""
        until_s = _until_s(cookie, key)
        if until_s is None:
            return
        with self._ending:
            kept = {c: s for c, s in self._ended.items() if s > now_ms // 1000}
            if len(kept) < MOST_ENDED:
                kept[cookie] = until_s
            self._ended = kept


def _until_s(cookie: str, key: bytes) -> int | None:
    """None for what was not signed here."""
    text, _, signature = cookie.rpartition(".")
    if not hmac.compare_digest(_sign(key, text).encode(), signature.encode()):
        return None
    return int(text.partition(".")[0])


def _sign(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
