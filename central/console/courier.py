"""Files that technicians carry here while a kiosk's line is down, and the answers to take back."""

from dataclasses import dataclass
from functools import partial
from typing import IO

from anyio import to_thread
from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import UploadFile

from central.console.figures import number
from central.console.marks import Mark, Tone
from central.console.payment_board import kiosk_titles
from central.console.rendering import page
from central.console.texts import text
from central.courier import CourierFile, courier_answer, courier_files, take_courier_file
from central.hub import CurrentHub, Hub
from central.ingest import CustodyUnavailable
from central.ingesting import carried_intake
from central.staff import CommandsKiosks, ForeignForm, check_form
from contract.errors import MissingPart
from contract.sealed_file import SealedFileDamaged, SealedFileRefused

SEE_OTHER, NOT_FOUND, UNPROCESSABLE, TOO_LARGE, UNAVAILABLE = 303, 404, 422, 413, 503
LARGEST_FILE = 1024 * 1024 * 1024
BYTES = "application/octet-stream"

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class CourierRow:
    """`href` is where its answer is; `told` names what is said when it has just been taken."""

    number: int
    title: str
    kiosk_href: str
    made_ms: int
    taken_ms: int
    by: str
    events: str
    state: Mark
    told: str
    href: str


class Refusal(Exception):
    """Why a file was not taken; `key` names the sentence."""

    def __init__(self, status: int, key: str) -> None:
        super().__init__(key)
        self.status = status
        self.key = key


@router.get("/courier")
def courier(request: Request, _visit: CommandsKiosks, hub: CurrentHub, taken: int = 0) -> Response:
    """`taken` is the file that has just been taken."""
    return _page(request, hub, taken=taken)


@router.post("/courier")
async def take(request: Request, visit: CommandsKiosks, hub: CurrentHub) -> Response:
    """Who asks is known before one byte of the file is read."""
    try:
        size = request.headers.get("content-length", "")
        if not size.isdigit() or int(size) > LARGEST_FILE:
            raise Refusal(TOO_LARGE, "courier-refused-size")
        async with request.form(max_files=1, max_fields=2) as form:
            given, file = form.get("form_token"), form.get("file")
            if not isinstance(given, str):
                raise ForeignForm
            check_form(request, visit.token, given)
            if not isinstance(file, UploadFile) or not file.size:
                raise Refusal(UNPROCESSABLE, "courier-refused-none")
            account = visit.staff.account
            kept = await to_thread.run_sync(partial(_take, hub, file.file, account))
    except Refusal as refusal:
        return await to_thread.run_sync(partial(_page, request, hub, refusal=refusal))
    return RedirectResponse(f"/courier?taken={kept.number}", SEE_OTHER)


@router.get("/courier/{wanted}/answer")
def answer(hub: CurrentHub, _visit: CommandsKiosks, wanted: int) -> Response:
    """To be saved on the stick."""
    with hub.sessions.reading() as session:
        found = courier_answer(session, wanted)
    if found is None:
        raise HTTPException(NOT_FOUND, "no such answer")
    file, content = found
    headers = {
        "Content-Disposition": f'attachment; filename="{file.answer_name}"',
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=BYTES, headers=headers)


def _take(hub: Hub, file: IO[bytes], account: str) -> CourierFile:
    """Raises Refusal."""
    try:
        return take_courier_file(hub, carried_intake(hub), file, account).kept
    except SealedFileRefused as error:
        raise Refusal(UNPROCESSABLE, f"courier-refused-{error.reason}") from error
    except SealedFileDamaged as error:
        raise Refusal(UNPROCESSABLE, "courier-refused-damaged") from error
    except CustodyUnavailable as error:
        raise Refusal(UNAVAILABLE, "courier-refused-unavailable") from error
    except MissingPart as error:
        raise Refusal(UNAVAILABLE, "courier-refused-key") from error


def _page(
    request: Request, hub: Hub, *, taken: int = 0, refusal: Refusal | None = None
) -> Response:
    with hub.sessions.reading() as session:
        files = courier_files(session)
        titles = kiosk_titles(session, {file.device for file in files})
    rows = [_row(file, titles) for file in files]
    return page(
        request,
        "courier.html",
        200 if refusal is None else refusal.status,
        rows=rows,
        taken=next((row for row in rows if row.number == taken), None),
        refusal=None if refusal is None else text(refusal.key),
    )


def _row(file: CourierFile, titles: dict[str, str]) -> CourierRow:
    return CourierRow(
        number=file.number,
        title=titles[file.device],
        kiosk_href=f"/kiosks/{file.device}",
        made_ms=file.made_ms,
        taken_ms=file.taken_ms,
        by=file.by,
        events=number(file.events),
        state=_state(file),
        told=_told(file),
        href=f"/courier/{file.number}/answer",
    )


def _state(file: CourierFile) -> Mark:
    if not file.whole:
        return Mark(text("courier-torn"), Tone.DANGER, text("courier-torn-do"))
    if file.refused:
        detail = text("courier-refused-parts", n=number(file.refused))
        return Mark(text("courier-partly"), Tone.NOTICE, detail)
    if not file.events:
        return Mark(text("courier-known"), Tone.NONE, text("courier-known-do"))
    return Mark(text("courier-whole"), Tone.PLAIN, text("courier-whole-do"))


def _told(file: CourierFile) -> str:
    if not file.whole:
        return "courier-taken-torn"
    return "courier-taken" if file.events else "courier-taken-none"
