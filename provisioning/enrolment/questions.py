"""The two questions of enrolment, asked over HTTPS.

The first goes to a server that nobody has vouched for, so its answer is believed only with the
proof that it knows the claim's secret; it brings the root that judges the second connection.
"""

import secrets
import time
from typing import TypeVar

import msgspec
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from nacl.signing import SigningKey

from contract.enrolment import (
    NONCE_BYTES,
    CertificateAnswer,
    ClaimCode,
    Problem,
    TrustAnswer,
    ask_certificate,
    ask_trust,
    open_authenticated,
)
from contract.errors import PishkhanError
from contract.signature import sign
from contract.unreadable import UNREADABLE
from edge_agent.certificate import certificate_request
from provisioning.enrolment.administrator import HubRefused
from provisioning.enrolment.https import HubAddress, judged_by, request, unjudged

CLOCK_TOLERANCE_MS = 12 * 3600 * 1000
"""Half of what certificates are backdated: beyond it TLS begins to fail for no visible reason."""

Kind = TypeVar("Kind", TrustAnswer, CertificateAnswer)


class ClockWrong(PishkhanError):
    """The machine's date is so far off that certificates would seem expired or not yet valid."""

    exit_code = 3


def learn_trust(hub: HubAddress, code: ClaimCode) -> TrustAnswer:
    """Which city this is. Raises HubRefused, HubUnreachable, UnprovenAnswer or ClockWrong."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    question = msgspec.msgpack.encode(ask_trust(code, nonce))
    answer = request(hub, "POST", "/enrol/v1/trust", question, unjudged())
    trust = _opened(hub, answer.status, answer.body, TrustAnswer, code, nonce)
    off_ms = time.time_ns() // 1_000_000 - trust.hub_time_ms
    if abs(off_ms) > CLOCK_TOLERANCE_MS:
        hours = abs(off_ms) // 3_600_000
        raise ClockWrong(
            f"This machine's clock is {hours} hours {'ahead of' if off_ms > 0 else 'behind'} "
            "the hub's.",
            "Set the date and time of this machine (date -s ...), then give the command again.",
        )
    return trust


def obtain_certificate(
    hub: HubAddress,
    code: ClaimCode,
    root_pem: bytes,
    tls_key: ec.EllipticCurvePrivateKey,
    journal_key: SigningKey,
) -> CertificateAnswer:
    """The certificate for these keys. Raises as `learn_trust`, and CertificateRefused."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    question = ask_certificate(
        code,
        nonce,
        certificate_request(tls_key).public_bytes(serialization.Encoding.DER),
        bytes(journal_key.verify_key),
        sign("enrolment", journal_key, code.claim_id),
    )
    body = msgspec.msgpack.encode(question)
    answer = request(hub, "POST", "/enrol/v1/certificate", body, judged_by(root_pem))
    return _opened(hub, answer.status, answer.body, CertificateAnswer, code, nonce)


def _opened(
    hub: HubAddress, status: int, body: bytes, kind: type[Kind], code: ClaimCode, nonce: bytes
) -> Kind:
    if status == 200:
        return open_authenticated(body, kind, code.mac_key, nonce)
    try:
        problem = msgspec.msgpack.decode(body, type=Problem)
    except UNREADABLE:
        raise HubRefused(
            "http",
            f"The server at {hub.url} does not take enrolments (status {status}).",
            "Give the hub's public port, where its console is; the claim's paper names it.",
        ) from None
    raise HubRefused(problem.reason, problem.what, problem.next_step)
