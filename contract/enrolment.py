"""Enrolment: a one-time claim, and the messages by which a machine becomes one of the city's.

A claim code carries a 128-bit secret. Both ends derive from it a name for the claim and a key;
the hub keeps only those two. Every message carries a code under that key, so the hub knows that
the asker was told the secret, and the machine knows that the root certificate it is given comes
from the hub that made the claim, before it trusts anything else. Messages are msgpack maps.

    POST /enrol/v1/trust         TrustQuestion        -> Authenticated(TrustAnswer)
    POST /enrol/v1/certificate   CertificateQuestion  -> Authenticated(CertificateAnswer)

The first goes over TLS to a server that can't be judged yet; from the answer on it can.
A refusal is a `Problem` with an HTTP status of 4xx or 5xx.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Self, TypeVar

import msgspec

from contract.errors import InvalidValue, PishkhanError
from contract.place import Place
from contract.unreadable import UNREADABLE
from contract.values.text import normalise_digits

CLAIM_HOURS = 24
MAX_MESSAGE_BYTES = 64 * 1024
NONCE_BYTES = 16
QR_SCHEME = "pishkhan-enrol:"

_SECRET_BYTES = 16
_PREFIX = "PKH"
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
_LETTERS = 28
_CHECK_BITS = 12


class UnprovenAnswer(PishkhanError):
    """An answer that isn't one of enrolment's, or that wasn't made with the claim's secret."""

    exit_code = 1


@dataclass(frozen=True)
class ClaimCode:
    """The secret that a technician carries from the city's office to the kiosk."""

    secret: bytes

    @classmethod
    def new(cls) -> Self:
        """A code nobody can guess: 128 random bits."""
        return cls(secrets.token_bytes(_SECRET_BYTES))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a code as typed: any case, spaces and hyphens anywhere, O for 0, I or L for 1.

        Also takes the text of the QR code. Raises InvalidValue "length", "letter", "check_digit".
        """
        typed = text.strip()
        if typed.startswith(QR_SCHEME):
            typed = typed.rpartition("#")[2]
        letters = "".join(c for c in normalise_digits(typed).upper() if c not in " -\u2013\u2014")
        letters = letters.removeprefix(_PREFIX).translate(str.maketrans("OIL", "011"))
        if len(letters) != _LETTERS:
            raise InvalidValue(
                "length",
                f"An enrolment code has {_LETTERS} letters and digits after {_PREFIX}, "
                f"this has {len(letters)}.",
                "Type the whole code again, or scan its QR code.",
            )
        value = 0
        for letter in letters:
            digit = _ALPHABET.find(letter)
            if digit < 0:
                raise InvalidValue(
                    "letter",
                    f"«{letter}» does not occur in enrolment codes.",
                    "Compare the code with the one on the paper.",
                )
            value = value << 5 | digit
        secret = (value >> _CHECK_BITS).to_bytes(_SECRET_BYTES, "big")
        if _check(secret) != value & (1 << _CHECK_BITS) - 1:
            raise InvalidValue(
                "check_digit",
                "The enrolment code is mistyped: its check letters don't fit.",
                "Compare the code with the one on the paper.",
            )
        return cls(secret)

    @property
    def text(self) -> str:
        """As printed: PKH and seven groups of four."""
        value = int.from_bytes(self.secret, "big") << _CHECK_BITS | _check(self.secret)
        letters = "".join(_ALPHABET[value >> 5 * i & 31] for i in reversed(range(_LETTERS)))
        return "-".join([_PREFIX, *(letters[i : i + 4] for i in range(0, _LETTERS, 4))])

    @property
    def claim_id(self) -> bytes:
        """What the claim is called on the wire and at the hub; says nothing about the secret."""
        return hashlib.blake2b(self.secret, digest_size=16, person=b"pishkhan.claimid").digest()

    @property
    def mac_key(self) -> bytes:
        """The key under which both ends authenticate their messages."""
        return hashlib.blake2b(self.secret, digest_size=32, person=b"pishkhan.clm.mac").digest()

    def qr_text(self, hub_url: str) -> str:
        """Address and code in one, for a scanner."""
        return f"{QR_SCHEME}{hub_url}#{self.text}"


def hub_in_qr_text(text: str) -> str | None:
    """The hub's address in the text of an enrolment QR code; None for a bare code."""
    stripped = text.strip()
    if not stripped.startswith(QR_SCHEME):
        return None
    return stripped.removeprefix(QR_SCHEME).rpartition("#")[0] or None


class TrustQuestion(msgspec.Struct, frozen=True):
    """ "Which city is this?" `proof` is over the nonce."""

    claim_id: bytes
    nonce: bytes
    proof: bytes


class TrustAnswer(msgspec.Struct, frozen=True):
    """The city's root, by which everything after is judged. `root` is PEM, `trust` as signed."""

    nonce: bytes
    city: str
    city_name: str
    root: bytes
    trust: bytes
    hub_time_ms: int


class CertificateQuestion(msgspec.Struct, frozen=True):
    """ "Make me one of yours." `request` is a PKCS #10 request in DER for the TLS key.

    `journal_proof` is the claim id signed with the journal key in the domain "enrolment"; `proof`
    covers all the rest.
    """

    claim_id: bytes
    nonce: bytes
    request: bytes
    journal_public: bytes
    journal_proof: bytes
    proof: bytes


class CertificateAnswer(msgspec.Struct, frozen=True):
    """All that a machine needs to be a kiosk. `chain` is PEM: the device, then its issuer."""

    nonce: bytes
    city: str
    device: str
    place: Place
    chain: bytes
    device_url: str
    broker_host: str
    broker_port: int
    tracking_prefixes: list[int]
    enrolled_ms: int


class Authenticated(msgspec.Struct, frozen=True):
    """An answer of the hub and the proof that it knows the claim."""

    answer: bytes
    proof: bytes


class Problem(msgspec.Struct, frozen=True):
    """Why the hub refuses. `reason` is stable: unknown, used, expired, void, malformed, ..."""

    reason: str
    what: str
    next_step: str


class ClaimWanted(msgspec.Struct, frozen=True):
    """JSON body of POST /admin/v1/claims: where the next kiosk will stand.

    The addresses are those that the kiosk will use, where they differ from the ones that the
    administrator and the hub use themselves; `broker` is HOST:PORT.
    """

    district: int
    office: str
    hours: int = CLAIM_HOURS
    enrol_url: str | None = None
    device_url: str | None = None
    broker: str | None = None


class ClaimMade(msgspec.Struct, frozen=True):
    """JSON answer of POST /admin/v1/claims. The hub forgets `code` at once.

    `enrol_url` is where the kiosk finds the hub.
    """

    code: str
    claim_id: str
    place: Place
    enrol_url: str
    expires_ms: int


Answer = TypeVar("Answer", TrustAnswer, CertificateAnswer)


def ask_trust(code: ClaimCode, nonce: bytes) -> TrustQuestion:
    """The first question of a machine."""
    return TrustQuestion(code.claim_id, nonce, _mac(code.mac_key, "trust?", nonce))


def trust_question_holds(question: TrustQuestion, mac_key: bytes) -> bool:
    """Whether the asker knows the claim's secret."""
    return hmac.compare_digest(question.proof, _mac(mac_key, "trust?", question.nonce))


def ask_certificate(
    code: ClaimCode, nonce: bytes, request: bytes, journal_public: bytes, journal_proof: bytes
) -> CertificateQuestion:
    """The second question, sent to a hub whose certificate was judged by the root."""
    proof = _mac(code.mac_key, "certificate?", nonce, request, journal_public, journal_proof)
    return CertificateQuestion(code.claim_id, nonce, request, journal_public, journal_proof, proof)


def certificate_question_holds(question: CertificateQuestion, mac_key: bytes) -> bool:
    """Whether the asker knows the claim's secret and nothing was changed on the way."""
    expected = _mac(
        mac_key,
        "certificate?",
        question.nonce,
        question.request,
        question.journal_public,
        question.journal_proof,
    )
    return hmac.compare_digest(question.proof, expected)


def authenticate(answer: TrustAnswer | CertificateAnswer, mac_key: bytes) -> Authenticated:
    """The hub's answer with its proof."""
    encoded = msgspec.msgpack.encode(answer)
    return Authenticated(encoded, _mac(mac_key, _label(type(answer)), encoded))


def open_authenticated(data: bytes, kind: type[Answer], mac_key: bytes, nonce: bytes) -> Answer:
    """The answer to the question with `nonce`. Raises UnprovenAnswer, also for another nonce."""
    try:
        sealed = msgspec.msgpack.decode(data, type=Authenticated)
        expected = _mac(mac_key, _label(kind), sealed.answer)
        if not hmac.compare_digest(sealed.proof, expected):
            raise _not_the_hub()
        answer = msgspec.msgpack.decode(sealed.answer, type=kind)
    except UNREADABLE as error:
        raise UnprovenAnswer(
            f"The answer is not one of enrolment: {error}.",
            "Check the hub's address; its enrolment is on the public port.",
        ) from error
    if answer.nonce != nonce:
        raise _not_the_hub()
    return answer


def _not_the_hub() -> UnprovenAnswer:
    return UnprovenAnswer(
        "The server at this address does not know the enrolment code: it is not the hub that "
        "made it, or someone stands between.",
        "Check the hub's address and the network; nothing was trusted and nothing was sent.",
    )


def _label(kind: type[TrustAnswer] | type[CertificateAnswer]) -> str:
    return "trust!" if kind is TrustAnswer else "certificate!"


def _mac(key: bytes, label: str, *parts: bytes) -> bytes:
    """Keyed BLAKE2b over the parts, each with its length before it."""
    state = hashlib.blake2b(key=key, digest_size=32, person=b"pishkhan.enrol.1")
    for part in (label.encode(), *parts):
        state.update(len(part).to_bytes(4, "big") + part)
    return state.digest()


def _check(secret: bytes) -> int:
    digest = hashlib.blake2b(secret, digest_size=2, person=b"pishkhan.clm.chk").digest()
    return int.from_bytes(digest, "big") >> (16 - _CHECK_BITS)
