"""What a person sees when a page can't be shown; programs get the framework's plain answers."""

from dataclasses import dataclass
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exception_handlers import http_exception_handler, request_validation_exception_handler
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from central.console.figures import exact_time
from central.console.rendering import page
from central.console.texts import text
from central.database import AWAY
from central.hub import Hub
from central.staff import ForeignForm, NotAllowed, NotSignedIn, find_visit
from central.unavailable import HEADERS, STATUS, unavailable

SEE_OTHER = 303
SIGN_IN = "/sign-in"
_PAGES = {403: "error-forbidden", 404: "error-not-found", 422: "error-input"}


def install_error_pages(application: FastAPI, hub: Hub) -> None:
    """Persian pages for browsers on the public port."""
    pages = ErrorPages(hub)
    application.add_exception_handler(NotSignedIn, pages.not_signed_in)
    application.add_exception_handler(NotAllowed, pages.not_allowed)
    application.add_exception_handler(ForeignForm, pages.foreign_form)
    application.add_exception_handler(HTTPException, pages.refused)
    application.add_exception_handler(RequestValidationError, pages.invalid)
    application.add_exception_handler(Exception, pages.failed)
    for away in AWAY:
        application.add_exception_handler(away, pages.unavailable)


@dataclass(frozen=True)
class ErrorPages:
    """A handler for each kind of failure."""

    hub: Hub

    def not_signed_in(self, request: Request, _error: Exception) -> Response:
        """To the sign-in page, and from there back to the page that was wanted."""
        if not _wants_page(request):
            return Response(status_code=401)
        wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        then = f"?then={quote(wanted)}" if request.method == "GET" and wanted != "/" else ""
        return RedirectResponse(SIGN_IN + then, SEE_OTHER)

    def not_allowed(self, request: Request, _error: Exception) -> Response:
        return self._page(request, 403, "error-forbidden")

    def foreign_form(self, request: Request, _error: Exception) -> Response:
        if request.url.path == SIGN_IN:
            return RedirectResponse(f"{SIGN_IN}?again=1", SEE_OTHER)
        return self._page(request, 403, "error-form")

    async def refused(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        key = _PAGES.get(error.status_code)
        if key is None or not _wants_page(request):
            return await http_exception_handler(request, error)
        return self._page(request, error.status_code, key)

    async def invalid(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        if not _wants_page(request):
            return await request_validation_exception_handler(request, error)
        return self._page(request, 422, "error-input")

    def failed(self, request: Request, _error: Exception) -> Response:
        """The framework logs the error after this. The database may be what failed, so nobody's
        session is looked up."""
        if not _wants_page(request):
            return Response(status_code=500)
        body = text("error-server-do", time=exact_time(self.hub.now_ms()))
        return page(request, "error.html", 500, title=text("error-server"), body=body, home="/")

    def unavailable(self, request: Request, error: Exception) -> Response:
        """The database is away, so nobody's session is looked up."""
        told = unavailable(request, error)
        if not _wants_page(request):
            return told
        title, body = text("error-unavailable"), text("error-unavailable-do")
        shown = page(request, "error.html", STATUS, title=title, body=body, home="/")
        shown.headers.update(HEADERS)
        return shown

    def _page(self, request: Request, status: int, key: str) -> Response:
        """With the side navigation of whoever is signed in."""
        if getattr(request.state, "staff", None) is None:
            find_visit(self.hub, request)
        title, body = text(key), text(f"{key}-do")
        return page(request, "error.html", status, title=title, body=body, home="/")


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")
