"""Who asks: the signed-in person, what they may see, and that a form is our own."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Form, Request

from central.hub import CurrentHub, Hub
from central.staff.accounts import Staff
from central.staff.roles import Permission, may
from central.staff.sessions import (
    SEEN_EVERY_MS,
    find_session,
    form_token,
    is_form_token,
    mark_seen,
)

COOKIE = "__Host-pishkhan"
"""The prefix makes browsers refuse it without Secure or from another host."""


class NotSignedIn(Exception):
    """No session, or one that has ended; the console sends to the sign-in page."""


class NotAllowed(Exception):
    """Signed in, but the role does not see this."""


class ForeignForm(Exception):
    """A form that our page did not make, or made for an earlier session."""


@dataclass(frozen=True)
class Visit:
    """One request of a signed-in person."""

    staff: Staff
    token: str


def find_visit(hub: Hub, request: Request) -> Visit | None:
    """Looked up for each request; marked as seen at most once a minute."""
    token = request.cookies.get(COOKIE)
    if not token:
        return None
    now_ms = hub.now_ms()
    with hub.sessions.reading() as session:
        found = find_session(session, token, now_ms)
    if found is None:
        return None
    staff, seen_ms = found
    if now_ms - seen_ms > SEEN_EVERY_MS:
        with hub.sessions.writing() as session:
            mark_seen(session, token, now_ms)
    request.state.staff = staff
    request.state.form_token = form_token(token)
    return Visit(staff, token)


def _visit(request: Request, hub: CurrentHub) -> Visit:
    visit = find_visit(hub, request)
    if visit is None:
        raise NotSignedIn
    return visit


CurrentVisit = Annotated[Visit, Depends(_visit)]
"""The signed-in person; NotSignedIn when there is none."""


class Allowed:
    """`Depends(Allowed(Permission.SEE_KIOSKS))`: the visit, or NotAllowed."""

    def __init__(self, permission: Permission) -> None:
        self._permission = permission

    def __call__(self, visit: CurrentVisit) -> Visit:
        if not may(visit.staff.role, self._permission):
            raise NotAllowed
        return visit


SeesKiosks = Annotated[Visit, Depends(Allowed(Permission.SEE_KIOSKS))]
SeesPayments = Annotated[Visit, Depends(Allowed(Permission.SEE_PAYMENTS))]
CommandsKiosks = Annotated[Visit, Depends(Allowed(Permission.COMMAND_KIOSKS))]
OpensPayment = Annotated[Visit, Depends(Allowed(Permission.OPEN_PAYMENT))]


def check_form(request: Request, token: str, given: str) -> None:
    """Raises ForeignForm unless the form carries this session's token and comes from our site."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    if site not in {"same-origin", "none"} or not token or not is_form_token(token, given):
        raise ForeignForm


def _own_form(
    request: Request, visit: CurrentVisit, given: Annotated[str, Form(alias="form_token")] = ""
) -> Visit:
    check_form(request, visit.token, given)
    return visit


OwnForm = Annotated[Visit, Depends(_own_form)]
"""For every POST of a signed-in person."""
