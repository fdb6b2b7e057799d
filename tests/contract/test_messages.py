"""What travels: batches, acknowledgements, trust, sealing. Tampering is found."""

import datetime
from collections.abc import Callable

import msgspec
import pytest
import zstandard
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from msgspec.structs import replace
from nacl.public import PrivateKey
from nacl.signing import SigningKey, VerifyKey

from contract.batch import MAX_EVENTS, BadBatch, Batch, Entry, encode_batch, open_batch
from contract.command import (
    Command,
    CommandName,
    CommandOutcome,
    CommandResult,
    open_command,
    open_result,
)
from contract.hello import Ack, BadMessage, Hello, decode_hello, encode_ack, open_ack
from contract.reference import Dataset, ReferenceManifest, open_manifest
from contract.sealing import CannotUnseal, SealingSession, unseal, unwrap
from contract.signature import BadSignature, Domain, FindKey, key_id, open_signed, sign
from contract.telemetry import DeviceStatus, Telemetry, decode_status, decode_telemetry
from contract.topics import ForeignTopic, Leaf, Topics, hub_subscriptions, parse_topic
from contract.trust import (
    KeyPurpose,
    NoTrustedKey,
    TrustedKey,
    TrustList,
    open_trust_list,
    sign_trust_list,
)
from contract.values import CityId, DeviceId, JournalId
from tests.contract.samples import AT_MS, DIGEST, JOURNAL

KEY = SigningKey(bytes(range(32)))
ACK = Ack(
    journal=JOURNAL, through=9, hash=DIGEST, backed_up=4, hub_time_ms=AT_MS, pace=16, epoch=1
)
COMMAND = Command(
    epoch=1,
    counter=1,
    city="qazvin",
    device="k-1",
    name=CommandName.REFRESH,
    issued_ms=AT_MS,
    expires_ms=AT_MS,
)
RESULT = CommandResult(
    epoch=1, counter=1, device="k-1", outcome=CommandOutcome.DONE, detail="", finished_ms=AT_MS
)
MANIFEST = ReferenceManifest(
    city="qazvin",
    dataset=Dataset.CITY,
    scope="",
    version=1,
    created_ms=AT_MS,
    as_of_ms=AT_MS,
    digest=DIGEST,
    size=1,
)


def _knows(key: SigningKey) -> FindKey:
    public = key.verify_key
    return lambda id: public if id == key_id(bytes(public)) else None


def _nobody(_: str) -> VerifyKey | None:
    return None


def _batch(count: int = 3) -> Batch:
    entries = [Entry(bytes([place % 256]) * 100, b"sealed") for place in range(count)]
    return Batch(JOURNAL, 1, count, DIGEST, entries)


def test_a_batch_arrives_as_it_was_sent() -> None:
    sent = encode_batch(_batch(), "qazvin", KEY)
    received = open_batch(sent, "qazvin", _knows(KEY))
    assert list(received.entries) == list(_batch().entries)
    assert (received.journal, received.last_seq, received.head_hash) == (JOURNAL, 3, DIGEST)


@pytest.mark.parametrize("place", range(0, 60, 7))
def test_a_changed_header_byte_is_refused(place: int) -> None:
    sent = bytearray(encode_batch(_batch(), "qazvin", KEY))
    sent[place] ^= 0x01
    with pytest.raises((BadSignature, BadBatch)):
        open_batch(bytes(sent), "qazvin", _knows(KEY))


def test_a_batch_for_another_city_or_from_a_stranger_is_refused() -> None:
    sent = encode_batch(_batch(), "qazvin", KEY)
    with pytest.raises(BadBatch):
        open_batch(sent, "zanjan", _knows(KEY))
    with pytest.raises(BadSignature):
        open_batch(sent, "qazvin", _nobody)


def test_a_batch_that_would_unpack_to_gigabytes_is_refused_unopened() -> None:
    frame = msgspec.msgpack.decode(encode_batch(_batch(), "qazvin", KEY))
    frame[2] = zstandard.compress(bytes(50 * 1024 * 1024))
    with pytest.raises(BadBatch):
        open_batch(msgspec.msgpack.encode(frame), "qazvin", _knows(KEY))


def test_a_batch_over_the_agreed_count_is_refused() -> None:
    with pytest.raises(BadBatch):
        open_batch(encode_batch(_batch(MAX_EVENTS + 1), "qazvin", KEY), "qazvin", _knows(KEY))


def test_a_signature_for_one_purpose_is_worth_nothing_for_another() -> None:
    with pytest.raises(BadSignature):
        open_signed(sign("ack", KEY, b"payload"), "command", _knows(KEY))


def test_an_acknowledgement_is_signed_and_complete() -> None:
    assert open_ack(encode_ack(ACK, KEY), _knows(KEY)) == ACK
    with pytest.raises(BadMessage):
        open_ack(sign("ack", KEY, b"\x80"), _knows(KEY))


def test_sealed_fields_open_only_in_their_own_place() -> None:
    hub, recovery, journal = PrivateKey.generate(), PrivateKey.generate(), JournalId.new()
    session = SealingSession.new({"hub": bytes(hub.public_key), "rec": bytes(recovery.public_key)})
    sealed = session.seal(journal, 4, "payment.started", b"m")
    for box, private in zip(session.wrapped().sealed, (hub, recovery), strict=True):
        key = unwrap(box.box, bytes(private))
        assert unseal(key, sealed, journal, 4, "payment.started") == b"m"
        with pytest.raises(CannotUnseal):
            unseal(key, sealed, journal, 5, "payment.started")
    with pytest.raises(CannotUnseal):
        unwrap(session.wrapped().sealed[0].box, bytes(PrivateKey.generate()))


def _root(name: str) -> tuple[ec.EllipticCurvePrivateKey, bytes]:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + datetime.timedelta(days=3650))
        .sign(key, hashes.SHA256())
    )
    return key, certificate.public_bytes(Encoding.PEM)


def test_only_the_citys_root_makes_a_trust_list() -> None:
    root, certificate = _root("qazvin")
    stranger, _ = _root("stranger")
    ack = TrustedKey(
        id=key_id(bytes(KEY.verify_key)),
        purpose=KeyPurpose.ACK,
        algorithm="ed25519",
        public=bytes(KEY.verify_key),
        not_before_ms=0,
        not_after_ms=AT_MS,
    )
    trust = TrustList(city="qazvin", version=1, issued_ms=0, keys=(ack,))
    assert open_trust_list(sign_trust_list(trust, root), certificate) == trust
    with pytest.raises(BadSignature):
        open_trust_list(sign_trust_list(trust, stranger), certificate)
    assert trust.find(KeyPurpose.ACK, ack.id) == KEY.verify_key
    assert trust.find(KeyPurpose.COMMAND, ack.id) is None
    with pytest.raises(NoTrustedKey):
        trust.current(KeyPurpose.ACK, AT_MS)


def test_a_device_is_always_in_the_same_shard() -> None:
    topics = Topics(CityId("qazvin"), DeviceId("k-123"))
    assert topics.events == "pishkhan/1/qazvin/17/k-123/events"
    assert parse_topic(topics.status).leaf == Leaf.STATUS
    with pytest.raises(ForeignTopic):
        parse_topic("pishkhan/1/qazvin/18/k-123/events")


def test_a_worker_listens_to_its_own_shards_only() -> None:
    assert "pishkhan/1/qazvin/+/+/events" in hub_subscriptions(CityId("qazvin"))
    assert "pishkhan/1/qazvin/07/+/hello" in hub_subscriptions(CityId("qazvin"), [7])


@pytest.mark.parametrize(
    ("message", "read"),
    [
        (Hello(device="k-1", boot=b"", software="", journals=(), format=2), decode_hello),
        (
            DeviceStatus(device="k-1", online=True, boot=b"", utc_ms=0, format=2),
            decode_status,
        ),
        (
            Telemetry(device="k-1", boot=b"", utc_ms=0, software="", uptime_ms=0, format=2),
            decode_telemetry,
        ),
    ],
    ids=["hello", "status", "telemetry"],
)
def test_a_message_of_a_format_to_come_is_not_guessed_at(
    message: object, read: Callable[[bytes], object]
) -> None:
    with pytest.raises(BadMessage, match="format 2"):
        read(msgspec.msgpack.encode(message))


@pytest.mark.parametrize(
    ("domain", "message", "read"),
    [
        ("ack", replace(ACK, format=2), open_ack),
        ("command", replace(COMMAND, format=2), open_command),
        ("result", replace(RESULT, format=2), open_result),
        ("reference", replace(MANIFEST, format=2), open_manifest),
    ],
    ids=["ack", "command", "result", "reference"],
)
def test_a_signed_message_of_a_format_to_come_is_not_guessed_at(
    domain: Domain, message: object, read: Callable[[bytes, FindKey], object]
) -> None:
    with pytest.raises(BadMessage, match="format 2"):
        read(sign(domain, KEY, msgspec.msgpack.encode(message)), _knows(KEY))
