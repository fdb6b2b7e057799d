"""What a kiosk sends, on the device port."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from central.database import Writing
from central.hub import CurrentHub
from central.peer import CurrentDevice
from central.uploads.keeping import keep_upload
from contract.upload import LARGEST_BYTES, ROUTE, UploadKind

TOO_LARGE = 413

device_routes = APIRouter(prefix=ROUTE)


async def _body(kind: UploadKind, request: Request) -> bytes:
    parts = bytearray()
    async for part in request.stream():
        parts += part
        if len(parts) > LARGEST_BYTES[kind]:
            raise HTTPException(TOO_LARGE, f"More than the {LARGEST_BYTES[kind]} bytes of {kind}.")
    return bytes(parts)


@device_routes.post("/{kind}", response_class=Response)
def upload(
    kind: UploadKind,
    body: Annotated[bytes, Depends(_body)],
    device: CurrentDevice,
    session: Writing,
    hub: CurrentHub,
) -> Response:
    """200 with nothing in it once the bytes are kept."""
    keep_upload(session, device, kind, body, hub.now_ms())
    return Response(headers={"Cache-Control": "no-store"})
