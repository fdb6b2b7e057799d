"""What the page's requests mean. It knows no socket: a request in, an answer out.

A request is believed when it names this very address (no other site's name can lead here), and one
that changes something when it also comes from our own page. Cookies that other sites could make
a browser send don't count (SameSite=Strict).
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import msgspec

from contract.attempts import Attempts
from contract.clock import Clock
from edge_agent.device import DamagedDeviceFile
from edge_agent.office.answers import (
    EMPTY,
    FAILED,
    GONE,
    NOT_FOUND,
    NOT_FROM_HERE,
    NOT_SIGNED_IN,
    NOT_UNDERSTOOD,
    Answer,
    as_json,
)
from edge_agent.office.desk import Desk, Wish
from edge_agent.office.files import PageFiles
from edge_agent.office.pin import KeptPin, read_pin
from edge_agent.office.sessions import COOKIE, SHIFT_S, Sessions
from edge_agent.office.view import View, Viewing

log = logging.getLogger(__name__)

ATTRIBUTES = "Path=/; Secure; HttpOnly; SameSite=Strict"
FREE_TRIES = 5
"""At the PIN. One count for all: in an office's network addresses cost nothing. Whoever is signed
in is not held up by it."""


@dataclass(frozen=True, slots=True)
class Request:
    """`headers` with their names in lower case; of one name the last."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


class SignIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pin: str


_sign_in = msgspec.json.Decoder(SignIn)
_wish = msgspec.json.Decoder(Wish)


class OfficeApplication:
    """Called from many threads."""

    def __init__(
        self, host: str, pin_path: Path, viewing: Viewing, desk: Desk, clock: Clock
    ) -> None:
        self._host = host
        self._pin_path = pin_path
        self._viewing = viewing
        self._desk = desk
        self._clock = clock
        self._files = PageFiles()
        self._sessions = Sessions()
        self._attempts = Attempts(FREE_TRIES)
        self._trying = Lock()
        self._wishing = Lock()
        self._posts: dict[str, Callable[[Request], Answer]] = {
            "/sign-in": self._take_pin,
            "/sign-out": self._sign_out,
            "/wish": self._take_wish,
        }

    def answer(self, request: Request) -> Answer:
        """Raises nothing that a request could bring about."""
        if request.headers.get("host") != self._host:
            return NOT_FROM_HERE
        if request.method == "GET":
            if request.path == "/state":
                return self._state(request)
            return self._files.find(request.path)
        post = self._posts.get(request.path)
        if post is None:
            return NOT_FOUND
        return post(request) if self._is_from_our_page(request) else NOT_FROM_HERE

    def may_look(self, request: Request) -> bool:
        """Whether this is a clerk who is still signed in, by the page's own name."""
        kept = self._pin()
        cookie = _cookie(request)
        if kept is None or cookie is None or request.headers.get("host") != self._host:
            return False
        return self._sessions.is_open(cookie, kept.session_key, self._clock.now().utc_ms)

    def look(self) -> View:
        return self._viewing.look()

    def _state(self, request: Request) -> Answer:
        return as_json(200, self.look()) if self.may_look(request) else NOT_SIGNED_IN

    def _is_from_our_page(self, request: Request) -> bool:
        site = request.headers.get("sec-fetch-site", "same-origin")
        return (
            request.headers.get("origin") == f"https://{self._host}"
            and request.headers.get("content-type") == "application/json"
            and site == "same-origin"
        )

    def _take_pin(self, request: Request) -> Answer:
        try:
            typed = _sign_in.decode(request.body).pin
        except (msgspec.DecodeError, UnicodeDecodeError):
            return NOT_UNDERSTOOD
        with self._trying:  # one after another: trying is dear in memory, and is counted
            now = self._clock.now()
            wait_ms = self._attempts.wait_ms(now.monotonic_ms)
            if wait_ms:
                return as_json(429, {"wait_s": -(-wait_ms // 1000)}, wait_s=-(-wait_ms // 1000))
            kept = self._pin()
            if kept is None or not kept.opens(typed):
                self._attempts = self._attempts.failed(now.monotonic_ms)
                log.warning("a wrong PIN, %d in a row", self._attempts.wrong)
                wait_ms = self._attempts.wait_ms(now.monotonic_ms)
                return as_json(401, {"wait_s": -(-wait_ms // 1000)})
            self._attempts = Attempts(FREE_TRIES)
        log.info("the clerk signed in")
        cookie = self._sessions.begin(kept.session_key, now.utc_ms)
        return Answer(status=204, cookie=f"{COOKIE}={cookie}; {ATTRIBUTES}; Max-Age={SHIFT_S}")

    def _sign_out(self, request: Request) -> Answer:
        kept, cookie = self._pin(), _cookie(request)
        if kept is not None and cookie is not None:
            self._sessions.end(cookie, kept.session_key, self._clock.now().utc_ms)
        return Answer(status=204, cookie=f"{COOKIE}=; {ATTRIBUTES}; Max-Age=0")

    def _take_wish(self, request: Request) -> Answer:
        if not self.may_look(request):
            return NOT_SIGNED_IN
        try:
            wish = _wish.decode(request.body)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return NOT_UNDERSTOOD
        try:
            with self._wishing:
                return EMPTY if self._desk.wish(wish) else GONE
        except OSError as error:
            log.warning("what the clerk wished can't be written: %s", error)
            return FAILED

    def _pin(self) -> KeptPin | None:
        try:
            return read_pin(self._pin_path)
        except DamagedDeviceFile as error:
            log.warning("nobody can sign in: %s", error)
            return None


def _cookie(request: Request) -> str | None:
    for part in request.headers.get("cookie", "").split(";"):
        name, _, value = part.strip().partition("=")
        if name == COOKIE:
            return value
    return None
