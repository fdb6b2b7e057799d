"""docs/contract/enrolment.md and reference.md: from a claim's code to a device of the city."""

import http.client
import secrets
import ssl
from dataclasses import dataclass
from hashlib import blake2b
from hmac import compare_digest
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from nacl.signing import SigningKey

from tests.contract.second_agent.encoding import (
    Refused,
    open_trust_list,
    pack,
    personal_hash,
    sign,
    unpack,
)

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
TIMEOUT_S = 15.0


@dataclass(frozen=True)
class Device:
    """All that a device is. `given` is the hub's answer, `trust` the list."""

    given: dict[str, Any]
    trust: dict[str, Any]
    root: bytes
    journal_key: SigningKey
    tls: ssl.SSLContext

    @property
    def city(self) -> str:
        return str(self.given["city"])

    @property
    def name(self) -> str:
        return str(self.given["device"])

    def keys(self, purpose: str) -> dict[str, bytes]:
        return {k["id"]: k["public"] for k in self.trust["keys"] if k["purpose"] == purpose}

    def get(self, path: str) -> bytes:
        """From the device port. Raises Refused for any answer but 200."""
        return self._asked("GET", path, None)

    def post(self, path: str, question: bytes) -> bytes:
        """As `get`, with a question."""
        return self._asked("POST", path, question)

    def _asked(self, method: str, path: str, question: bytes | None) -> bytes:
        status, body = ask(method, self.given["device_url"] + path, question, self.tls)
        if status != 200:
            raise Refused(f"{path}: {status}")
        return body


def secret_of(code: str) -> bytes:
    """Raises Refused for a code that was mistyped."""
    letters = code.upper().replace("-", "").replace(" ", "").removeprefix("PKH")
    value = 0
    for letter in letters.translate(str.maketrans("OIL", "011")):
        value = value << 5 | ALPHABET.index(letter)
    secret, check = (value >> 12).to_bytes(16, "big"), value & 0xFFF
    if int.from_bytes(personal_hash(2, b"pishkhan.clm.chk", secret), "big") >> 4 != check:
        raise Refused("the check letters do not fit")
    return secret


def proof(key: bytes, label: str, *parts: bytes) -> bytes:
    state = blake2b(key=key, digest_size=32, person=b"pishkhan.enrol.1")
    for part in (label.encode(), *parts):
        state.update(len(part).to_bytes(4, "big") + part)
    return state.digest()


def enrol(hub_url: str, code: str, folder: Path) -> Device:
    """Raises Refused."""
    secret = secret_of(code)
    claim = personal_hash(16, b"pishkhan.claimid", secret)
    claim_key = personal_hash(32, b"pishkhan.clm.mac", secret)
    nonce = secrets.token_bytes(16)
    question = {
        "claim_id": claim,
        "nonce": nonce,
        "proof": proof(claim_key, "trust?", nonce),
    }
    city = _question(f"{hub_url}/enrol/v1/trust", question, _unjudged(), claim_key, "trust!")
    trust = open_trust_list(city["trust"], city["root"])
    judged = ssl.create_default_context(cadata=city["root"].decode())
    journal_key, tls_key = SigningKey.generate(), ec.generate_private_key(ec.SECP256R1())
    parts = {
        "nonce": secrets.token_bytes(16),
        "request": _request(tls_key),
        "journal_public": bytes(journal_key.verify_key),
        "journal_proof": sign("enrolment", journal_key, claim),
    }
    proven = proof(claim_key, "certificate?", *parts.values())
    question = {"claim_id": claim, **parts, "proof": proven}
    url = f"{hub_url}/enrol/v1/certificate"
    given = _question(url, question, judged, claim_key, "certificate!")
    if given["city"] != city["city"] or trust["city"] != city["city"]:
        raise Refused("more than one city")
    tls = _own_context(folder, city["root"], given["chain"], tls_key)
    return Device(given, trust, city["root"], journal_key, tls)


def ask(method: str, url: str, body: bytes | None, context: ssl.SSLContext) -> tuple[int, bytes]:
    parts = urlsplit(url)
    connection = http.client.HTTPSConnection(
        parts.hostname or "", parts.port, timeout=TIMEOUT_S, context=context
    )
    try:
        connection.request(method, parts.path, body, {"Content-Type": "application/msgpack"})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def _question(
    url: str, question: dict[str, bytes], context: ssl.SSLContext, key: bytes, label: str
) -> dict[str, Any]:
    status, body = ask("POST", url, pack(question), context)
    said = unpack(body)
    if status != 200:
        raise Refused(said["reason"])
    if not compare_digest(said["proof"], proof(key, label, said["answer"])):
        raise Refused("an answer by somebody who does not know the claim")
    answer: dict[str, Any] = unpack(said["answer"])
    if answer["nonce"] != question["nonce"]:
        raise Refused("an answer to another question")
    return answer


def _request(key: ec.EllipticCurvePrivateKey) -> bytes:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "enrolling")])
    request = x509.CertificateSigningRequestBuilder().subject_name(name)
    return request.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def _unjudged() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _own_context(
    folder: Path, root: bytes, chain: bytes, key: ec.EllipticCurvePrivateKey
) -> ssl.SSLContext:
    """For broker and device port: the city's root judges them, our certificate is shown."""
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    shown = folder / "device.pem"
    shown.write_bytes(chain + pem)
    context = ssl.create_default_context(cadata=root.decode())
    context.load_cert_chain(shown)
    return context
