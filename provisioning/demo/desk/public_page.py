"""The hub's public page about a receipt, on this machine's address in the local network.

A phone that scans a receipt of the demo opens it there. The hub itself stays on loopback, and of
it nothing passes but that page with its style, fonts and mark. It is HTTPS with the demo hub's own
certificate, whose root no phone knows: the phone warns once.
"""

import http.client
import re
import socket
import ssl
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from anyio import to_thread
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from contract.errors import MissingPart
from provisioning.enrolment.https import judged_by

TIMEOUT_S = 10.0
LARGEST = 1_000_000
_SOMEWHERE = ("192.0.2.1", 9)  # nothing is sent: only the way there is looked up
_PASSES = re.compile(
    r"/[rR]/[A-Za-z2-7]{1,800}|/static/(receipts/receipt\.css|tokens\.css|mark\.svg|favicon\.svg"
    r"|fonts/vazirmatn-\d{3}\.woff2)"
)
_ASKED = ("accept", "accept-language")
_KEPT_BACK = frozenset({"connection", "content-length", "date", "server", "transfer-encoding"})


def lan_address() -> str:
    """The address by which the local network knows this machine. Raises MissingPart."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect(_SOMEWHERE)
        except OSError as trouble:
            raise MissingPart(
                f"This machine is in no network: {trouble}.",
                "Join the network that the phone is in, or leave out --lan.",
            ) from trouble
        return str(way.getsockname()[0])


@dataclass(frozen=True)
class PublicPage:
    """Passes on what a phone may see of the hub at `hub_url`, which `root` vouches for."""

    hub_url: str
    root: Path

    def application(self) -> Starlette:
        return Starlette(routes=[Route("/{path:path}", self._passed)])

    async def _passed(self, request: Request) -> Response:
        if _PASSES.fullmatch(request.url.path) is None:
            return Response(status_code=404)
        language = request.query_params.get("lang", "")
        path = request.url.path + (f"?lang={language}" if language in ("fa", "en") else "")
        headers = {name: request.headers[name] for name in _ASKED if name in request.headers}
        try:
            return await to_thread.run_sync(self._answer, path, headers)
        except (OSError, http.client.HTTPException):
            return Response(status_code=502)

    def _answer(self, path: str, headers: dict[str, str]) -> Response:
        hub = http.client.HTTPSConnection(
            urlsplit(self.hub_url).netloc, timeout=TIMEOUT_S, context=self._judged()
        )
        try:
            hub.request("GET", path, headers=headers)
            answer = hub.getresponse()
            body = answer.read(LARGEST)
        finally:
            hub.close()
        kept = {
            name: value for name, value in answer.getheaders() if name.lower() not in _KEPT_BACK
        }
        return Response(body, answer.status, kept)

    def _judged(self) -> ssl.SSLContext:
        return judged_by(self.root.read_bytes())
