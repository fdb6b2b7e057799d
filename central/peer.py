"""Who is at the other end of the device port, by the client certificate.

The server has checked the chain up to the city's root; here the name in it decides.
"""

from dataclasses import dataclass
from typing import Annotated

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.x509.oid import NameOID
from fastapi import Depends, HTTPException, Request

from central.database import Reading
from central.fleet import is_active
from central.hub import CurrentHub

ADMIN = "admin"
SERVICES = frozenset({"hub", "broker", ADMIN})


@dataclass(frozen=True)
class Peer:
    """`common_name` is a device id or a service's name; `fingerprint` SHA-256 in hex. When the
    certificate begins and ends in UTC milliseconds: TLS has not judged it."""

    common_name: str
    organisation: str
    fingerprint: str
    serial: str
    begins_ms: int
    ends_ms: int


def read_peer(der: bytes) -> Peer:
    """From the DER bytes of a certificate that TLS has verified."""
    certificate = x509.load_der_x509_certificate(der)
    return Peer(
        common_name=_attribute(certificate, NameOID.COMMON_NAME),
        organisation=_attribute(certificate, NameOID.ORGANIZATION_NAME),
        fingerprint=certificate.fingerprint(hashes.SHA256()).hex(),
        serial=format(certificate.serial_number, "x"),
        begins_ms=int(certificate.not_valid_before_utc.timestamp() * 1000),
        ends_ms=int(certificate.not_valid_after_utc.timestamp() * 1000),
    )


def _attribute(certificate: x509.Certificate, oid: x509.ObjectIdentifier) -> str:
    found = certificate.subject.get_attributes_for_oid(oid)
    return str(found[0].value) if found else ""


def _shown(request: Request) -> Peer:
    peer = request.scope.get("extensions", {}).get("tls", {}).get("pishkhan_peer")
    if not isinstance(peer, Peer):
        raise HTTPException(403, "no client certificate")
    return peer


def _peer(peer: Annotated[Peer, Depends(_shown)], hub: CurrentHub) -> Peer:
    if not peer.begins_ms <= hub.now_ms() <= peer.ends_ms:
        raise HTTPException(403, "the client certificate has ended or has not begun: renew it")
    return peer


def _renewing(peer: Annotated[Peer, Depends(_shown)], session: Reading) -> str:
    return _device(peer, session)


def _device(peer: Annotated[Peer, Depends(_peer)], session: Reading) -> str:
    if peer.common_name in SERVICES or not is_active(session, peer.common_name):
        raise HTTPException(403, "not an active device of this city")
    return peer.common_name


def _admin(peer: Annotated[Peer, Depends(_peer)]) -> Peer:
    if peer.common_name != ADMIN:
        raise HTTPException(403, "only with the city's admin certificate")
    return peer


CurrentPeer = Annotated[Peer, Depends(_peer)]
"""Whoever has shown a certificate of this city."""

CurrentDevice = Annotated[str, Depends(_device, scope="function")]
"""The id of the active device that asks; 403 for a revoked or unknown one."""

RenewingDevice = Annotated[str, Depends(_renewing, scope="function")]
"""As CurrentDevice, also by a certificate that has ended."""

CurrentAdmin = Annotated[Peer, Depends(_admin)]
"""The city's administrator, by admin.pem."""
