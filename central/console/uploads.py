"""What a kiosk has sent when it was told to: a list on its page, and the files themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response
from sqlalchemy.orm import Session

from central.console.figures import number
from central.console.texts import text
from central.hub import CurrentHub
from central.staff import CommandsKiosks
from central.uploads import file_name, upload_content, uploads_of

NOT_FOUND = 404
KIB = 1024
BYTES = "application/octet-stream"

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class UploadRow:
    title: str
    received_ms: int
    size: str
    href: str


def upload_rows(session: Session, device: str) -> Sequence[UploadRow]:
    """The newest first."""
    return [
        UploadRow(
            title=text(f"upload-{upload.kind}"),
            received_ms=upload.received_ms,
            size=text("size-kib", n=number(-(-upload.size // KIB))),
            href=f"/kiosks/{device}/uploads/{upload.number}",
        )
        for upload in uploads_of(session, device)
    ]


@router.get("/kiosks/{device}/uploads/{wanted}")
def upload(hub: CurrentHub, _visit: CommandsKiosks, device: str, wanted: int) -> Response:
    """A file to be kept, never shown as a page: a kiosk wrote it."""
    with hub.sessions.reading() as session:
        found = upload_content(session, device, wanted)
    if found is None:
        raise HTTPException(NOT_FOUND, "no such file of this kiosk")
    upload, content = found
    name = file_name(device, upload)
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=BYTES, headers=headers)
