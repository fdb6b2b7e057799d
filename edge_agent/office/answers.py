"""What a browser gets. Every answer carries the rules its page lives by."""

from dataclasses import dataclass

import msgspec

POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("script", "style", "font", "img", "connect")),
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
SAFE_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_encoder = msgspec.json.Encoder()


@dataclass(frozen=True, kw_only=True)
class Answer:
    """`cookie` is a whole Set-Cookie header; `wait_s` goes out as Retry-After."""

    status: int
    body: bytes = b""
    content_type: str = "application/json"
    cookie: str | None = None
    wait_s: int | None = None
    is_lasting: bool = False
    """A file that never changes under its name."""

    def headers(self) -> dict[str, str]:
        headers = {
            **SAFE_HEADERS,
            "Content-Type": self.content_type,
            "Content-Length": str(len(self.body)),
            "Cache-Control": "max-age=31536000, immutable" if self.is_lasting else "no-store",
            "Connection": "close",
        }
        if self.cookie is not None:
            headers["Set-Cookie"] = self.cookie
        if self.wait_s is not None:
            headers["Retry-After"] = str(self.wait_s)
        return headers


def as_json(status: int, content: object, **more: int | None) -> Answer:
    return Answer(status=status, body=_encoder.encode(content), wait_s=more.get("wait_s"))


EMPTY = Answer(status=204)
NOT_FOUND = Answer(status=404)
NOT_SIGNED_IN = Answer(status=401)
NOT_FROM_HERE = Answer(status=403)
NOT_UNDERSTOOD = Answer(status=400)
GONE = Answer(status=409)
"""What was wished is about something that is no more: the page shows what is."""
FAILED = Answer(status=500)
