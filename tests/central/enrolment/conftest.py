"""A hub's public and device applications over a real city folder and database."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from fastapi import FastAPI
from nacl.signing import SigningKey

from central.city.models import District, Office
from central.database import Turns
from central.enrolment import admin_routes, public_routes
from central.hub import Hub, open_hub
from central.peer import Peer
from central.settings import HubSettings
from contract.clock import Moment, SystemClock
from contract.enrolment import (
    CertificateAnswer,
    ClaimCode,
    ClaimMade,
    ClaimWanted,
    Problem,
    TrustAnswer,
    ask_certificate,
    ask_trust,
    open_authenticated,
)
from contract.signature import sign
from edge_agent.certificate import certificate_request
from tests.provisioning.city import make_city

NONCE = b"0123456789abcdef"
ADMIN = Peer(
    common_name="admin",
    organisation="qazvin",
    fingerprint="",
    serial="",
    begins_ms=0,
    ends_ms=1 << 62,
)


@dataclass(frozen=True)
class Port:
    """One of the hub's two applications, asked in this process."""

    application: Any

    def post(self, path: str, content: bytes = b"", json: Any = None) -> httpx.Response:
        return asyncio.run(
            self._post(path, content if json is None else msgspec.json.encode(json))
        )

    async def _post(self, path: str, content: bytes) -> httpx.Response:
        transport = httpx.ASGITransport(self.application)
        base = "https://hub.example:8444"
        async with httpx.AsyncClient(transport=transport, base_url=base) as client:
            return await client.post(path, content=content)


class MovableClock:
    """The system's clock, moved on by hand."""

    def __init__(self) -> None:
        self.ahead_ms = 0
        self._clock = SystemClock()

    def now(self) -> Moment:
        moment = self._clock.now()
        return replace(moment, utc_ms=moment.utc_ms + self.ahead_ms)


@dataclass
class Machine:
    """A kiosk-to-be, with keys of its own."""

    tls: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    journal: SigningKey = field(default_factory=SigningKey.generate)

    def certificate_question(self, code: ClaimCode) -> bytes:
        request = certificate_request(self.tls).public_bytes(serialization.Encoding.DER)
        proof = sign("enrolment", self.journal, code.claim_id)
        public = bytes(self.journal.verify_key)
        return msgspec.msgpack.encode(ask_certificate(code, NONCE, request, public, proof))


@dataclass
class HubOffice:
    """The hub as a technician and an administrator meet it."""

    hub: Hub
    clock: MovableClock
    public: Port
    device: Port

    def wants(self, body: dict[str, Any]) -> tuple[int, bytes]:
        answer = self.device.post("/admin/v1/claims", json=body)
        return answer.status_code, answer.content

    def claim(self, **changes: Any) -> ClaimMade:
        wanted = msgspec.to_builtins(ClaimWanted(district=2, office="khayyam"))
        status, body = self.wants({**wanted, **changes})
        assert status == 201, body
        return msgspec.json.decode(body, type=ClaimMade)

    def code(self, **changes: Any) -> ClaimCode:
        return ClaimCode.parse(self.claim(**changes).code)

    def trust(self, code: ClaimCode) -> TrustAnswer | Problem:
        question = msgspec.msgpack.encode(ask_trust(code, NONCE))
        answer = self.public.post("/enrol/v1/trust", content=question)
        if answer.status_code != 200:
            return msgspec.msgpack.decode(answer.content, type=Problem)
        return open_authenticated(answer.content, TrustAnswer, code.mac_key, NONCE)

    def certificate(self, code: ClaimCode, machine: Machine) -> CertificateAnswer | Problem:
        return self.certificate_for(code, machine.certificate_question(code))

    def certificate_for(self, code: ClaimCode, question: bytes) -> CertificateAnswer | Problem:
        answer = self.public.post("/enrol/v1/certificate", content=question)
        if answer.status_code != 200:
            return msgspec.msgpack.decode(answer.content, type=Problem)
        return open_authenticated(answer.content, CertificateAnswer, code.mac_key, NONCE)


@pytest.fixture
def office(tmp_path: Path, database_url: str) -> Iterator[HubOffice]:
    """A hub of a city with one office in district 2, on each kind of database."""
    city = make_city(tmp_path)
    settings = HubSettings(
        city_dir=city.path,
        data_dir=tmp_path / "data",
        database_url=database_url,
        host="127.0.0.1",
        port=8443,
        device_port=8444,
        broker_host="127.0.0.1",
        broker_port=8883,
        shards=tuple(range(64)),
        require_broker=False,
    )
    (tmp_path / "data").mkdir()
    clock = MovableClock()
    hub = replace(open_hub(settings), clock=clock)
    with hub.sessions.writing() as session:
        session.add(District(district=2, name="منطقهٔ ۲", head_office=None))
        session.flush()
        session.add(
            Office(office="khayyam", district=2, name="پیشخوان خیام", address="-", phone="-")
        )
    yield HubOffice(hub, clock, _client(hub, public=True), _client(hub, public=False))
    hub.engine.dispose()


def _client(hub: Hub, *, public: bool) -> Port:
    application = FastAPI()
    application.state.hub = hub
    application.state.sessions = hub.sessions
    application.state.turns = Turns()
    application.include_router(public_routes if public else admin_routes)

    async def with_peer(scope: Any, receive: Any, send: Any) -> None:
        extensions = {"tls": {"pishkhan_peer": ADMIN}}
        await application({**scope, "extensions": extensions}, receive, send)

    return Port(with_peer)
