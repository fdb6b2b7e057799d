"""Signing in and out."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from central.console.figures import span
from central.console.navigation import first_page
from central.console.rendering import page
from central.console.texts import text
from central.hub import CurrentHub
from central.staff.access import COOKIE, OwnForm, check_form, find_visit
from central.staff.sessions import close_session, form_token, new_token
from central.staff.sign_in import Refused, SignedIn, sign_in
from contract.events import StaffSignedOut

FORM_COOKIE = "__Host-pishkhan-form"
LONGEST_FIELD = 300
SEE_OTHER = 303

router = APIRouter(include_in_schema=False)


@router.get("/sign-in")
def show_sign_in(
    request: Request, hub: CurrentHub, then: str = "/", again: bool = False
) -> Response:
    if find_visit(hub, request) is not None:
        return RedirectResponse(local_path(then), SEE_OTHER)
    return _form(request, hub.identity.name, then, text("sign-in-form-old") if again else "")


@router.post("/sign-in")
def do_sign_in(
    request: Request,
    hub: CurrentHub,
    name: Annotated[str, Form(max_length=LONGEST_FIELD)] = "",
    password: Annotated[str, Form(max_length=LONGEST_FIELD)] = "",
    form_token: Annotated[str, Form(max_length=LONGEST_FIELD)] = "",
    then: Annotated[str, Form(max_length=LONGEST_FIELD)] = "/",
) -> Response:
    check_form(request, request.cookies.get(FORM_COOKIE, ""), form_token)
    address = request.client.host if request.client else ""
    match sign_in(hub.sessions, hub.journal, name, password, address):
        case SignedIn(staff, token):
            target = local_path(then)
            response = RedirectResponse(
                (first_page(staff) or "/") if target == "/" else target, SEE_OTHER
            )
            _set_cookie(response, COOKIE, token)
            response.delete_cookie(FORM_COOKIE, secure=True, httponly=True, samesite="strict")
            return response
        case Refused("too_many", retry_after_s):
            message = text("sign-in-too-many", wait=span(retry_after_s * 1000))
            return _form(request, hub.identity.name, then, message, 429, retry_after_s)
        case Refused():
            return _form(request, hub.identity.name, then, text("sign-in-wrong"), 401)


@router.post("/sign-out")
def do_sign_out(hub: CurrentHub, visit: OwnForm) -> Response:
    with hub.sessions.writing() as session:
        close_session(session, visit.token)
        hub.journal.append(session, StaffSignedOut(account=visit.staff.account))
    response = RedirectResponse("/sign-in", SEE_OTHER)
    response.delete_cookie(COOKIE, secure=True, httponly=True, samesite="strict")
    return response


def local_path(wanted: str) -> str:
    """Only a page of ours may follow a sign-in; `//host` and `/\\host` are other sites."""
    local = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if local and wanted.isprintable() else "/"


def _form(
    request: Request,
    city_name: str,
    then: str,
    message: str = "",
    status: int = 200,
    retry_after_s: int = 0,
) -> Response:
    """The form brings a token of its own, since no session can vouch for it yet."""
    token = request.cookies.get(FORM_COOKIE) or new_token()
    request.state.form_token = form_token(token)
    response: Response = page(
        request, "sign_in.html", status,
        city_name=city_name, message=message, then=local_path(then),
    )  # fmt: skip
    if retry_after_s:
        response.headers["Retry-After"] = str(retry_after_s)
    _set_cookie(response, FORM_COOKIE, token)
    return response


def _set_cookie(response: Response, name: str, value: str) -> None:
    response.set_cookie(name, value, secure=True, httponly=True, samesite="strict", path="/")
