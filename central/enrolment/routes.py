"""The enrolment routes of both ports. Machines speak msgpack, the administrator JSON."""

from typing import Annotated, TypeVar
from urllib.parse import urlsplit

import msgspec
from fastapi import APIRouter, Depends, Request, Response
from starlette.background import BackgroundTask

from central.database import Reading
from central.enrolment.claims import (
    Addresses,
    ClaimTerms,
    answer_certificate,
    answer_trust,
    create_claim,
    place_of_claim,
)
from central.enrolment.errors import malformed
from central.enrolment.journaling import keep_twice
from central.enrolment.revocation import RevocationWanted, revoke_device
from central.enrolment.telling import JSON, MSGPACK, AdministratorRoute, MachineRoute
from central.hub import CurrentHub, Hub
from central.peer import CurrentAdmin
from contract.enrolment import (
    MAX_MESSAGE_BYTES,
    CertificateQuestion,
    ClaimMade,
    ClaimWanted,
    TrustQuestion,
    authenticate,
)
from contract.unreadable import UNREADABLE

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1", "0.0.0.0", "::"})  # noqa: S104
Message = TypeVar("Message")


public_routes = APIRouter(prefix="/enrol/v1", route_class=MachineRoute, tags=["enrolment"])
admin_routes = APIRouter(prefix="/admin/v1", route_class=AdministratorRoute, tags=["enrolment"])


async def _body(request: Request) -> bytes:
    """The body, refused as soon as it grows beyond what any enrolment message needs."""
    parts = bytearray()
    async for part in request.stream():
        parts += part
        if len(parts) > MAX_MESSAGE_BYTES:
            raise malformed(f"it is longer than {MAX_MESSAGE_BYTES} bytes")
    return bytes(parts)


Body = Annotated[bytes, Depends(_body)]


@public_routes.post("/trust")
def trust(body: Body, hub: CurrentHub, session: Reading) -> Response:
    """The city's root certificate and trust list, proven with the claim's secret."""
    answer, mac_key = answer_trust(hub, session, _read_msgpack(body, TrustQuestion))
    return _machine_answer(msgspec.msgpack.encode(authenticate(answer, mac_key)))


@public_routes.post("/certificate")
def certificate(body: Body, hub: CurrentHub) -> Response:
    """A device's certificate and all that it needs to reach hub and broker."""
    question = _read_msgpack(body, CertificateQuestion)
    with hub.sessions.writing() as session:
        answer, mac_key = answer_certificate(hub, session, question)
    keep_twice(hub)
    return _machine_answer(msgspec.msgpack.encode(authenticate(answer, mac_key)), hub)


@admin_routes.post("/claims")
def claims(body: Body, request: Request, hub: CurrentHub, admin: CurrentAdmin) -> Response:
    """A one-time enrolment code; only this answer ever holds it."""
    wanted = _read_json(body, ClaimWanted)
    host = request.url.hostname or "localhost"
    terms = ClaimTerms(
        district=wanted.district,
        office=wanted.office,
        hours=wanted.hours,
        addresses=_addresses(hub, wanted, host),
        by=admin.common_name,
    )
    with hub.sessions.writing() as session:
        code, claim = create_claim(hub, session, terms)
    keep_twice(hub)
    made = ClaimMade(
        code=code.text,
        claim_id=claim.claim.hex(),
        place=place_of_claim(hub, claim),
        enrol_url=wanted.enrol_url or _url(host, hub.settings.port),
        expires_ms=claim.expires_ms,
    )
    return Response(msgspec.json.encode(made), status_code=201, media_type=JSON)


@admin_routes.post("/devices/{device}/revocation")
def revocation(device: str, body: Body, hub: CurrentHub, admin: CurrentAdmin) -> Response:
    """Nothing of this device counts from now on; answers its certificates' serial numbers."""
    wanted = _read_json(body, RevocationWanted)
    with hub.sessions.writing() as session:
        revoked = revoke_device(hub, session, device, wanted.reason, admin.common_name)
    keep_twice(hub)
    return Response(msgspec.json.encode(revoked), media_type=JSON, background=_tell_pages(hub))


def _addresses(hub: Hub, wanted: ClaimWanted, host: str) -> Addresses:
    """Where the kiosk finds the city: as wanted, else under the name the administrator used."""
    settings = hub.settings
    broker_host = host if settings.broker_host in LOOPBACK else settings.broker_host
    broker_port = settings.broker_port
    if wanted.broker is not None:
        try:
            parts = urlsplit(f"//{wanted.broker}")
            broker_host, broker_port = parts.hostname or "", parts.port or 0
        except ValueError:
            broker_port = 0
        if not broker_host or not broker_port:
            raise malformed(f"the broker is written HOST:PORT, not «{wanted.broker}»")
    return Addresses(
        device_url=(wanted.device_url or _url(host, settings.device_port)).rstrip("/"),
        broker_host=broker_host,
        broker_port=broker_port,
    )


def _url(host: str, port: int) -> str:
    return f"https://[{host}]:{port}" if ":" in host else f"https://{host}:{port}"


def _read_msgpack(body: bytes, kind: type[Message]) -> Message:
    try:
        return msgspec.msgpack.decode(body, type=kind)
    except UNREADABLE as error:
        raise malformed(str(error)) from error


def _read_json(body: bytes, kind: type[Message]) -> Message:
    try:
        return msgspec.json.decode(body, type=kind)
    except UNREADABLE as error:
        raise malformed(str(error)) from error


def _machine_answer(body: bytes, changed: Hub | None = None) -> Response:
    return Response(
        body,
        media_type=MSGPACK,
        headers={"Cache-Control": "no-store"},
        background=None if changed is None else _tell_pages(changed),
    )


def _tell_pages(hub: Hub) -> BackgroundTask:
    """Runs once the transaction is committed and the answer gone, so pages read what is true."""
    return BackgroundTask(hub.changes.publish, "fleet")
