"""Enrolments and revocations that a restored database has forgotten, from the hub's own events."""

import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from central.city import Office
from central.enrolment.claims import OFFICE_WORD, place_of_claim
from central.enrolment.models import AllottedPrefix, Claim
from central.fleet import (
    DeviceRegistration,
    DeviceTaken,
    DeviceUnknown,
    RegisteredCertificate,
    record_certificate,
    register_device,
    revoke,
)
from central.hub import Hub
from contract.events import (
    CertificateIssued,
    ClaimCreated,
    ClaimUsed,
    DeviceRevoked,
    Event,
    PrefixAllotted,
)

SECRET_BYTES = 32


@dataclass
class RestoredEnrolments:
    """Takes the hub's lost events in their order, each with its UTC milliseconds."""

    hub: Hub
    session: Session
    _used: dict[str, ClaimUsed] = field(default_factory=dict)
    """By device: whose certificate has not come yet, or has."""

    def take(self, events: Iterable[tuple[Event, int]]) -> None:
        for event, at_ms in events:
            match event:
                case ClaimCreated():
                    self._claim(event, at_ms)
                case ClaimUsed():
                    self._use(event, at_ms)
                case CertificateIssued():
                    self._certify(event, at_ms)
                case PrefixAllotted():
                    self._allot(event, at_ms)
                case DeviceRevoked():
                    self._revoke(event, at_ms)
                case _:
                    pass
        self.session.flush()

    def _claim(self, event: ClaimCreated, at_ms: int) -> None:
        """Its secret is gone with the database, so nobody can use it any more; its device's name
        and number stay taken."""
        office = self.session.get(Office, event.office)
        name = event.office if office is None else office.name.removeprefix(OFFICE_WORD)
        self.session.add(
            Claim(
                claim=bytes.fromhex(event.claim), mac_key=secrets.token_bytes(SECRET_BYTES),
                device=event.device, district=event.district, office=event.office,
                office_name=name, number=self._next_number(event.office), device_url="",
                broker_host="", broker_port=0, created_ms=at_ms, expires_ms=event.expires_ms,
                created_by=event.by, epoch=0, request_key=None, chain=None, used_ms=None,
            )
        )  # fmt: skip
        self.session.flush()

    def _next_number(self, office: str) -> int:
        query = select(func.max(Claim.number)).where(Claim.office == office)
        return (self.session.scalar(query) or 0) + 1

    def _use(self, event: ClaimUsed, at_ms: int) -> None:
        self._used[event.device] = event
        claim = self.session.get(Claim, bytes.fromhex(event.claim))
        if claim is not None:
            claim.used_ms = at_ms

    def _certify(self, event: CertificateIssued, at_ms: int) -> None:
        certificate = RegisteredCertificate(event.fingerprint, event.serial, event.not_after_ms)
        used = self._used.get(event.device)
        claim = None if used is None else self.session.get(Claim, bytes.fromhex(used.claim))
        if used is None or claim is None:
            self._renewed(event.device, certificate)
            return
        registration = DeviceRegistration(
            device=event.device,
            place=place_of_claim(self.hub, claim),
            journal_public=used.journal_key,
            certificate=certificate,
        )
        with suppress(DeviceTaken):  # revoked before the copy was made: it stays so
            register_device(self.session, registration, at_ms)

    def _renewed(self, device: str, certificate: RegisteredCertificate) -> None:
        with suppress(DeviceUnknown):  # of an enrolment that nobody knows of: it enrols again
            record_certificate(self.session, device, certificate)

    def _allot(self, event: PrefixAllotted, at_ms: int) -> None:
        used = self._used.get(event.device)
        if used is not None:
            self.session.add_all(
                AllottedPrefix(prefix=prefix, claim=bytes.fromhex(used.claim), allotted_ms=at_ms)
                for prefix in event.prefixes
            )
            self.session.flush()

    def _revoke(self, event: DeviceRevoked, at_ms: int) -> None:
        with suppress(DeviceUnknown):  # as above; the broker's list keeps it out all the same
            revoke(self.session, event.device, event.reason, at_ms)
