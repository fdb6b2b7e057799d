"""Certificates in the hub's journal: each that was issued, and so each that may be revoked."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from central.enrolment.certificates import IssuedCertificate
from central.enrolment.errors import second_store_failed
from central.hub import Hub
from central.ingest import Journal, StoredEvent
from central.journal import SecondStoreFailed
from contract.envelope import decode_envelope
from contract.events import CertificateIssued, Event, decode_body
from contract.values import HUB_DEVICE


def keep_twice(hub: Hub) -> None:
    """After the commit, before its answer leaves. Raises EnrolmentRefused."""
    try:
        with hub.sessions.reading() as session:
            hub.second_store.keep_up(session)
    except SecondStoreFailed as failed:
        raise second_store_failed(failed.what) from failed


def journal_certificate(
    hub: Hub, session: Session, device: str, issued: IssuedCertificate
) -> None:
    hub.journal.append(
        session,
        CertificateIssued(
            device=device,
            serial=issued.serial,
            fingerprint=issued.fingerprint,
            not_after_ms=issued.expires_ms,
        ),
    )


def issued_serials(session: Session, device: str) -> Sequence[str]:
    """All that the device was ever given, in hexadecimal, the oldest first."""
    rows = session.scalars(
        select(StoredEvent)
        .join(Journal, Journal.journal == StoredEvent.journal)
        .where(Journal.device == HUB_DEVICE, StoredEvent.kind == CertificateIssued.KIND)
        .order_by(StoredEvent.ingest_id)
    )
    return [
        event.serial
        for event in map(_event, rows)
        if isinstance(event, CertificateIssued) and event.device == device
    ]


def _event(row: StoredEvent) -> Event:
    return decode_body(row.kind, row.version, decode_envelope(row.envelope).body)
