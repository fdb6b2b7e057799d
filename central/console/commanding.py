"""The form on a kiosk's page that tells it to do something."""

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException
from fastapi.responses import RedirectResponse, Response

from central.commanding import ORDERABLE, CommandRefused, Wish, order_command
from central.console.command_board import WINDOW_HOURS, window_of
from central.hub import CurrentHub
from central.staff import CommandsKiosks, OwnForm
from contract.command import CommandName

SEE_OTHER = 303
CONFLICT = 409
UNPROCESSABLE = 422

router = APIRouter(include_in_schema=False)


@router.post("/kiosks/{device}/commands")
def order(
    hub: CurrentHub,
    visit: CommandsKiosks,
    _own: OwnForm,
    device: str,
    name: Annotated[str, Form()],
    hours: Annotated[int, Form()] = WINDOW_HOURS[0],
) -> Response:
    """Back to the page, where it stands among the others."""
    if name not in ORDERABLE or hours not in WINDOW_HOURS:
        raise HTTPException(UNPROCESSABLE, "no such command")
    command = CommandName(name)
    wish = Wish(device, command, window_of(command, hours, hub.now_ms()))
    try:
        order_command(hub, wish, visit.staff.account)
    except CommandRefused as refused:
        raise HTTPException(CONFLICT, refused.what) from refused
    return RedirectResponse(f"/kiosks/{device}#commands", SEE_OTHER)
