"""A new certificate for a device that has one; what it was given before stays known."""

import datetime as dt
from typing import Annotated

from cryptography.hazmat.primitives.asymmetric import ec
from fastapi import APIRouter, Depends, HTTPException, Request, Response
from sqlalchemy.orm import Session

from central.enrolment.certificates import issue, load_authority, read_request
from central.enrolment.journaling import journal_certificate, keep_twice
from central.enrolment.telling import MachineRoute
from central.fleet import record_certificate
from central.hub import CurrentHub, Hub
from central.peer import RenewingDevice
from contract.certificate import LARGEST_REQUEST_BYTES, ROUTE

TOO_LARGE = 413
PEM = "application/x-pem-file"

device_routes = APIRouter(route_class=MachineRoute, tags=["enrolment"])


async def _request(request: Request) -> bytes:
    parts = bytearray()
    async for part in request.stream():
        parts += part
        if len(parts) > LARGEST_REQUEST_BYTES:
            raise HTTPException(TOO_LARGE, f"More than the {LARGEST_REQUEST_BYTES} bytes of one.")
    return bytes(parts)


@device_routes.post(ROUTE, response_class=Response)
def certificate(
    body: Annotated[bytes, Depends(_request)],
    device: RenewingDevice,
    hub: CurrentHub,
) -> Response:
    """The certificate for the key of this request, under the name that the device has."""
    with hub.sessions.writing() as session:
        chain = renew_certificate(hub, session, device, read_request(body))
    keep_twice(hub)
    return Response(chain, media_type=PEM, headers={"Cache-Control": "no-store"})


def renew_certificate(
    hub: Hub, session: Session, device: str, public: ec.EllipticCurvePublicKey
) -> bytes:
    """Issued, journaled and recorded in the session's transaction. Raises EnrolmentRefused."""
    now = dt.datetime.fromtimestamp(hub.now_ms() / 1000, dt.UTC)
    issued = issue(load_authority(hub.city_dir), hub.city, device, public, now)
    journal_certificate(hub, session, device, issued)
    record_certificate(session, device, issued.registered)
    return issued.chain
