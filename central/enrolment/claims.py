"""Making a claim, and answering the machine that holds its secret.

Each function works in the caller's transaction and raises EnrolmentRefused to undo it all.
"""

import datetime as dt
import hashlib
import hmac
from dataclasses import dataclass

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from nacl.signing import VerifyKey
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from central.city import Office
from central.enrolment.certificates import issue, load_authority, read_request
from central.enrolment.errors import (
    EnrolmentRefused,
    expired_claim,
    malformed,
    unknown_claim,
    unknown_office,
    used_claim,
    void_claim,
)
from central.enrolment.journaling import journal_certificate
from central.enrolment.models import Claim
from central.enrolment.prefixes import allot_prefixes, prefixes_of
from central.fleet import DeviceRegistration, DeviceTaken, register_device
from central.hub import Hub
from central.ingest import HubState
from contract.enrolment import (
    CertificateAnswer,
    CertificateQuestion,
    ClaimCode,
    TrustAnswer,
    TrustQuestion,
    certificate_question_holds,
    trust_question_holds,
)
from contract.events import ClaimCreated, ClaimUsed, PrefixAllotted
from contract.place import Place
from contract.signature import BadSignature, open_signed
from contract.values import new_device_id

HOUR_MS = 3600 * 1000
LONGEST_CLAIM_HOURS = 30 * 24
OFFICE_WORD = "پیشخوان "
CITY_WORD = "شهرداری "
"""Words that stand before names in city data; screens and papers say them by themselves."""


@dataclass(frozen=True)
class Addresses:
    """Where the kiosk will find the city: the device port's URL and the broker."""

    device_url: str
    broker_host: str
    broker_port: int


@dataclass(frozen=True)
class ClaimTerms:
    """What the administrator asks for. `hours` is how long the code may be used."""

    district: int
    office: str
    hours: int
    addresses: Addresses
    by: str


def create_claim(hub: Hub, session: Session, terms: ClaimTerms) -> tuple[ClaimCode, Claim]:
    """A new claim with a new device id; the code leaves with the answer and isn't kept."""
    if not 1 <= terms.hours <= LONGEST_CLAIM_HOURS:
        raise malformed(f"a code is valid 1 to {LONGEST_CLAIM_HOURS} hours, not {terms.hours}")
    office = session.get(Office, terms.office)
    if office is None or office.district != terms.district:
        raise unknown_office(terms.district, terms.office)
    code = ClaimCode.new()
    now_ms = hub.now_ms()
    claim = Claim(
        claim=code.claim_id,
        mac_key=code.mac_key,
        device=new_device_id(),
        district=terms.district,
        office=terms.office,
        office_name=office.name.removeprefix(OFFICE_WORD),
        number=_next_number(session, terms.office, now_ms),
        device_url=terms.addresses.device_url,
        broker_host=terms.addresses.broker_host,
        broker_port=terms.addresses.broker_port,
        created_ms=now_ms,
        expires_ms=now_ms + terms.hours * HOUR_MS,
        created_by=terms.by,
        epoch=0,
    )
    hub.journal.append(
        session,
        ClaimCreated(
            claim=claim.claim.hex(),
            device=claim.device,
            district=claim.district,
            office=claim.office,
            expires_ms=claim.expires_ms,
            by=claim.created_by,
        ),
    )
    claim.epoch = _epoch(session)  # the journal's first event makes the hub's first epoch
    session.add(claim)
    session.flush()
    return code, claim


def answer_trust(hub: Hub, session: Session, question: TrustQuestion) -> tuple[TrustAnswer, bytes]:
    """Which city this is, and the key that authenticates the answer."""
    claim = session.get(Claim, question.claim_id)
    if claim is None or not trust_question_holds(question, claim.mac_key):
        raise unknown_claim()
    if claim.chain is None:
        _refuse_ended(hub, session, claim)
    answer = TrustAnswer(
        nonce=question.nonce,
        city=hub.city,
        city_name=hub.identity.name,
        root=hub.identity.root.read_bytes(),
        trust=(hub.city_dir / "trust.bin").read_bytes(),
        hub_time_ms=hub.now_ms(),
    )
    return answer, claim.mac_key


def answer_certificate(
    hub: Hub, session: Session, question: CertificateQuestion
) -> tuple[CertificateAnswer, bytes]:
    """The certificate for the first keys that show the claim; the same to the same keys again."""
    claim = session.get(Claim, question.claim_id, with_for_update=True)
    if claim is None or not certificate_question_holds(question, claim.mac_key):
        raise unknown_claim()
    public = read_request(question.request)
    request_key = _request_key(public, question.journal_public)
    if claim.request_key is None:
        _refuse_ended(hub, session, claim)
        _check_journal_key(question)
        _enrol(hub, session, claim, public, question.journal_public)
        claim.request_key = request_key
        session.flush()
    elif not hmac.compare_digest(claim.request_key, request_key):
        raise used_claim()
    assert claim.chain is not None
    assert claim.used_ms is not None
    answer = CertificateAnswer(
        nonce=question.nonce,
        city=hub.city,
        device=claim.device,
        place=place_of_claim(hub, claim),
        chain=claim.chain,
        device_url=claim.device_url,
        broker_host=claim.broker_host,
        broker_port=claim.broker_port,
        tracking_prefixes=prefixes_of(session, claim.claim),
        enrolled_ms=claim.used_ms,
    )
    return answer, claim.mac_key


def place_of_claim(hub: Hub, claim: Claim) -> Place:
    """Where the kiosk of the claim will stand."""
    return Place(
        city=hub.city,
        city_name=hub.identity.name.removeprefix(CITY_WORD),
        district=claim.district,
        office=claim.office,
        office_name=claim.office_name,
        number=claim.number,
    )


def _enrol(
    hub: Hub,
    session: Session,
    claim: Claim,
    public: ec.EllipticCurvePublicKey,
    journal_public: bytes,
) -> None:
    now_ms = hub.now_ms()
    now = dt.datetime.fromtimestamp(now_ms / 1000, dt.UTC)
    issued = issue(load_authority(hub.city_dir), hub.city, claim.device, public, now)
    # Journaled first: it makes enrolments of the same moment wait for each other, so that no two
    # find the same prefix free.
    used = ClaimUsed(claim=claim.claim.hex(), device=claim.device, journal_key=journal_public)
    hub.journal.append(session, used)
    prefixes = allot_prefixes(session, claim.claim, now_ms)
    try:
        register_device(
            session,
            DeviceRegistration(
                device=claim.device,
                place=place_of_claim(hub, claim),
                journal_public=journal_public,
                certificate=issued.registered,
            ),
            now_ms,
        )
    except DeviceTaken as taken:
        raise EnrolmentRefused("key", 409, taken.what, taken.next_step) from taken
    journal_certificate(hub, session, claim.device, issued)
    hub.journal.append(session, PrefixAllotted(device=claim.device, prefixes=prefixes))
    claim.chain = issued.chain
    claim.used_ms = now_ms


def _refuse_ended(hub: Hub, session: Session, claim: Claim) -> None:
    if claim.epoch != _epoch(session):
        raise void_claim()
    if hub.now_ms() >= claim.expires_ms:
        raise expired_claim()


def _check_journal_key(question: CertificateQuestion) -> None:
    """The asker must hold the journal key, else it could register another machine's."""
    try:
        key = VerifyKey(question.journal_public)
        proven = open_signed(question.journal_proof, "enrolment", lambda _: key)
    except (BadSignature, ValueError) as error:
        raise malformed("its journal key is not proven") from error
    if proven != question.claim_id:
        raise malformed("its journal key is proven for another claim")


def _request_key(public: ec.EllipticCurvePublicKey, journal_public: bytes) -> bytes:
    spki = public.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return hashlib.sha256(spki + journal_public).digest()


def _next_number(session: Session, office: str, now_ms: int) -> int:
    """One more than the highest in the office; a claim that ran out unused gives it back."""
    standing = Claim.used_ms.is_not(None) | (Claim.expires_ms > now_ms)
    query = select(func.max(Claim.number)).where(Claim.office == office, standing)
    return (session.scalar(query) or 0) + 1


def _epoch(session: Session) -> int:
    return session.scalar(select(HubState.epoch).where(HubState.id == 1)) or 0
