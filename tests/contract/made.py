"""How the contract makes each example of the protocol document from the values beside it, and
reads it back: an example's name -> its `Maker`."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import msgspec
import zstandard
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import load_pem_x509_certificate
from nacl.signing import SigningKey

from contract.batch import Batch, BatchHeader, Entry, encode_batch, open_batch
from contract.chain import link, sealed_hash
from contract.command import Command, CommandResult, open_command, open_result
from contract.courier import CourierAnswer, open_answer
from contract.dense import DenseReader, dense_number, dense_text
from contract.enrolment import (
    CertificateAnswer,
    CertificateQuestion,
    ClaimCode,
    Problem,
    TrustAnswer,
    TrustQuestion,
    authenticate,
    certificate_question_holds,
    open_authenticated,
    trust_question_holds,
)
from contract.envelope import Envelope, decode_envelope, encode_envelope
from contract.events import EVENT_TYPES, decode_body, encode_body
from contract.events.payment import PayerDetails
from contract.hello import Ack, Hello, decode_hello, open_ack
from contract.history import TelemetryHistory, decode_history
from contract.receipt_record import ReceiptRecord, decode_receipt_record, encode_receipt_record
from contract.reference import (
    CityRecord,
    RecordsInMemory,
    ReferenceManifest,
    applied,
    delta_parts,
    open_delta,
    open_manifest,
    pack_delta,
    pack_records,
    payload_digest,
    records_digest,
    unpack_records,
)
from contract.sealed_file import Opening, SealedFileHead, SealedFileKind, SealedReader, head_hash
from contract.sealing import Sealed, encrypt, unseal, unwrap
from contract.signature import Domain, FindKey, Signed, key_id, open_signed, sign, signing_input
from contract.telemetry import DeviceStatus, Telemetry, decode_status, decode_telemetry
from contract.topics import Leaf, Topics, parse_topic
from contract.trust import TrustList, open_trust_list
from contract.values import CityId, DeviceId, JournalId, TrackingCode
from tests.contract.document import Example

Values = Mapping[str, Any]
Others = Mapping[str, Example]
Struct = TypeVar("Struct", bound=msgspec.Struct)
CODE = ClaimCode(bytes(range(16)))
"""Whose key proves the questions of the document."""


@dataclass(frozen=True)
class Maker:
    """`make` gives the bytes; `read` takes them and gives what must be true of the values."""

    make: Callable[[Values, Others], bytes]
    read: Callable[[bytes, Values, Others], bool]


def fill(form: type[Struct], values: Values) -> Struct:
    """A struct, also one that is a list on the wire, from its fields by name."""
    plain = dict(values)
    return form(
        **{
            name: msgspec.convert(plain[name], kind, builtin_types=(bytes,))
            for name, kind in _kinds(form).items()
        }
    )


def _kinds(form: type[msgspec.Struct]) -> dict[str, Any]:
    return {field.name: field.type for field in msgspec.structs.fields(form)}


def _knows(seed: bytes) -> FindKey:
    public = SigningKey(seed).verify_key
    return lambda id: public if id == key_id(bytes(public)) else None


def _message(form: type[msgspec.Struct], decode: Callable[[bytes], object]) -> Maker:
    return Maker(
        lambda values, _: msgspec.msgpack.encode(fill(form, values)),
        lambda made, values, _: decode(made) == fill(form, values),
    )


def _signed(
    domain: Domain, form: type[msgspec.Struct], read: Callable[[bytes, FindKey], object]
) -> Maker:
    return Maker(
        lambda values, _: sign(
            domain,
            SigningKey(values["seed"]),
            msgspec.msgpack.encode(fill(form, values["payload"])),
        ),
        lambda made, values, _: (
            read(made, _knows(values["seed"])) == fill(form, values["payload"])
        ),
    )


def _answer(form: type[TrustAnswer] | type[CertificateAnswer]) -> Maker:
    def make(values: Values, _: Others) -> bytes:
        answer = fill(form, values["answer"])
        return msgspec.msgpack.encode(authenticate(answer, values["claim_key"]))

    def read(made: bytes, values: Values, _: Others) -> bool:
        nonce = values["answer"]["nonce"]
        answer = open_authenticated(made, form, values["claim_key"], nonce)  # type: ignore[type-var]
        return answer == fill(form, values["answer"])

    return Maker(make, read)


def _hash(make: Callable[[Values, Others], bytes]) -> Maker:
    """There is nothing to read in a hash: it is made again and compared."""
    return Maker(make, lambda made, values, others: made == make(values, others))


def _envelope(values: Values) -> Envelope:
    event = fill(EVENT_TYPES[values["kind"], values["version"]], values["body"])
    return Envelope(**{**values, "body": encode_body(event)})


def _read_envelope(made: bytes, values: Values, _: Others) -> bool:
    envelope = decode_envelope(made)
    event = decode_body(envelope.kind, envelope.version, envelope.body)
    body = msgspec.to_builtins(event, builtin_types=(bytes,))
    plain = {**values, "body": msgspec.msgpack.decode(msgspec.msgpack.encode(values["body"]))}
    read = {**msgspec.structs.asdict(envelope), "body": body}
    return msgspec.msgpack.encode(read) == msgspec.msgpack.encode(plain)


def _chain(values: Values, others: Others) -> bytes:
    hashes = [values["start"]]
    for name in values["of"]:
        hashes.append(link(hashes[-1], others[name].made))
    return b"".join(hashes[1:])


def _sealed(values: Values, _: Others) -> bytes:
    clear = msgspec.msgpack.encode(fill(PayerDetails, values["clear"]))
    place = (JournalId(values["journal"]), values["seq"], values["kind"])
    ciphertext = encrypt(values["key"], values["nonce"], *place, clear)
    return msgspec.msgpack.encode(Sealed(values["key_id"], values["nonce"], ciphertext))


def _unsealed(made: bytes, values: Values, _: Others) -> bool:
    place = (JournalId(values["journal"]), values["seq"], values["kind"])
    clear = unseal(values["key"], made, *place)
    return msgspec.msgpack.decode(clear, type=PayerDetails) == fill(PayerDetails, values["clear"])


def _batch(values: Values, others: Others) -> Batch:
    entries = [
        Entry(others[envelope].made, None if sealed is None else others[sealed].made)
        for envelope, sealed in values["entries"]
    ]
    head = (values["journal"], values["first_seq"], values["last_seq"], values["head_hash"])
    return Batch(*head, entries)


def unpacked(message: bytes) -> list[Any]:
    """A batch with its entries unpacked: compressors of other versions may pack otherwise."""
    *head, packed = msgspec.msgpack.decode(message)
    return [*head, zstandard.decompress(packed)]


def _receipt(values: Values) -> ReceiptRecord:
    return fill(ReceiptRecord, values["record"])


def _read_dense(made: bytes, values: Values, _: Others) -> bool:
    reader = DenseReader(made)
    texts = [reader.text() for _ in values["texts"]]
    reader.end()
    return bool(texts == values["texts"])


def _read_numbers(made: bytes, values: Values, _: Others) -> bool:
    reader = DenseReader(made)
    numbers = [reader.number() for _ in values["numbers"]]
    reader.end()
    return bool(numbers == values["numbers"])


def _city(values: Values) -> list[CityRecord]:
    return [fill(CityRecord, record) for record in values["records"]]


def _raw(records: list[Any]) -> list[msgspec.Raw]:
    return [msgspec.Raw(msgspec.msgpack.encode(record)) for record in records]


def _trust_list(values: Values, others: Others) -> bytes:
    """With the example's own signature: ES256 is made with a random number."""
    root = load_pem_x509_certificate(values["root"].encode()).public_key()
    name = key_id(root.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))
    payload = msgspec.msgpack.encode(fill(TrustList, values["payload"]))
    signature = msgspec.msgpack.decode(others["trust-list"].made, type=Signed).signature
    return msgspec.msgpack.encode(Signed(1, "trust", "es256", name, payload, signature))


def _carried(values: Values, _: Others) -> bytes:
    """The opening and the messages of a carried file; it is random, so it is read, not made."""
    file = io.BytesIO(values["file"])
    reader = SealedReader(file, SealedFileKind.COURIER, "qazvin", values["private"])
    find = _knows(values["seed"])
    opening = reader.open(lambda _device, key: find(key))
    return msgspec.msgpack.encode([msgspec.msgpack.encode(opening), *reader.messages()])


MAKERS: dict[str, Maker] = {
    **{
        f"envelope-{seq}": Maker(
            lambda values, _: encode_envelope(_envelope(values)), _read_envelope
        )
        for seq in range(1, 7)
    },
    "chain": _hash(_chain),
    "key-id": _hash(lambda values, _: bytes.fromhex(key_id(values["public"]))),
    "sealed-part": Maker(_sealed, _unsealed),
    "sealed-hash": _hash(lambda values, others: sealed_hash(others[values["of"]].made)),
    "bound-to": _hash(lambda values, _: msgspec.msgpack.encode([*values.values()])),
    "session-key-box": _hash(lambda values, _: unwrap(values["box"], values["private"])),
    "topic": Maker(
        lambda v, _: Topics(CityId(v["city"]), DeviceId(v["device"])).of(Leaf(v["leaf"])).encode(),
        lambda made, v, _: (
            (parse_topic(made.decode()).device, parse_topic(made.decode()).leaf)
            == (v["device"], v["leaf"])
        ),
    ),
    "reference-news": _hash(lambda values, _: str(values["load"]).encode()),
    "hello": _message(Hello, decode_hello),
    "telemetry": _message(Telemetry, decode_telemetry),
    "history": _message(TelemetryHistory, decode_history),
    "status": _message(DeviceStatus, decode_status),
    "status-will": _message(DeviceStatus, decode_status),
    "events-header": _message(BatchHeader, partial(msgspec.msgpack.decode, type=BatchHeader)),
    "events": Maker(
        lambda v, others: encode_batch(_batch(v, others), v["city"], SigningKey(v["seed"])),
        lambda made, v, others: (
            open_batch(made, v["city"], _knows(v["seed"])) == _batch(v, others)
        ),
    ),
    "ack-payload": _message(Ack, partial(msgspec.msgpack.decode, type=Ack)),
    "ack-signing-input": _hash(lambda values, _: signing_input(**values)),
    "ack": _signed("ack", Ack, open_ack),
    "carried-head": _message(SealedFileHead, partial(msgspec.msgpack.decode, type=SealedFileHead)),
    "carried-name": _hash(lambda values, others: head_hash(others[values["of"]].made)),
    "carried-opening": _message(Opening, partial(msgspec.msgpack.decode, type=Opening)),
    "carried-file": _hash(_carried),
    "courier-answer": _signed("courier_answer", CourierAnswer, open_answer),
    "command": _signed("command", Command, open_command),
    "result": _signed("result", CommandResult, open_result),
    "manifest": _signed("reference", ReferenceManifest, open_manifest),
    "dataset": Maker(
        lambda values, _: pack_records(_city(values)),
        lambda made, values, _: unpack_records(made, CityRecord) == _city(values),
    ),
    "delta": Maker(
        lambda values, _: pack_delta(
            values["base"], delta_parts(_raw(values["held"]), _raw(values["records"]))
        ),
        lambda made, values, _: (
            list(applied(RecordsInMemory(_raw(values["held"])), open_delta(made).parts))
            == _raw(values["records"])
        ),
    ),
    "records-digest": _hash(
        lambda values, others: records_digest(_raw(others[values["of"]].values["records"]))
    ),
    "dataset-digest": _hash(lambda values, others: payload_digest(others[values["of"]].made)),
    "trust-list": Maker(
        _trust_list,
        lambda made, values, _: (
            open_trust_list(made, values["root"].encode()) == fill(TrustList, values["payload"])
        ),
    ),
    "trust-list-payload": _hash(
        lambda values, others: msgspec.msgpack.encode(
            fill(TrustList, others[values["of"]].values["payload"])
        )
    ),
    "claim-code": Maker(
        lambda values, _: ClaimCode(values["secret"]).text.encode(),
        lambda made, values, _: ClaimCode.parse(made.decode()).secret == values["secret"],
    ),
    "claim-id": _hash(lambda values, _: ClaimCode(values["secret"]).claim_id),
    "claim-key": _hash(lambda values, _: ClaimCode(values["secret"]).mac_key),
    "trust-question": Maker(
        lambda values, _: msgspec.msgpack.encode(fill(TrustQuestion, values)),
        lambda made, _v, _o: trust_question_holds(
            msgspec.msgpack.decode(made, type=TrustQuestion), CODE.mac_key
        ),
    ),
    "trust-answer": _answer(TrustAnswer),
    "journal-proof": Maker(
        lambda v, _: sign("enrolment", SigningKey(v["seed"]), v["claim_id"]),
        lambda made, v, _: open_signed(made, "enrolment", _knows(v["seed"])) == v["claim_id"],
    ),
    "certificate-question": Maker(
        lambda values, _: msgspec.msgpack.encode(fill(CertificateQuestion, values)),
        lambda made, _v, _o: certificate_question_holds(
            msgspec.msgpack.decode(made, type=CertificateQuestion), CODE.mac_key
        ),
    ),
    "certificate-answer": _answer(CertificateAnswer),
    "problem": _message(Problem, partial(msgspec.msgpack.decode, type=Problem)),
    "receipt": Maker(
        lambda v, _: encode_receipt_record(
            _receipt(v), SigningKey(v["seed"]), v["public_url"]
        ).encode(),
        lambda made, v, _: decode_receipt_record(made.decode(), _knows(v["seed"])) == _receipt(v),
    ),
    "dense-number": Maker(
        lambda values, _: b"".join(map(dense_number, values["numbers"])), _read_numbers
    ),
    "dense-text": Maker(lambda values, _: b"".join(map(dense_text, values["texts"])), _read_dense),
    "tracking-code": Maker(
        lambda v, _: TrackingCode.make(v["prefix"], v["serial"]).text.encode(),
        lambda made, v, _: (
            (TrackingCode.parse(made.decode()).prefix, TrackingCode.parse(made.decode()).serial)
            == (v["prefix"], v["serial"])
        ),
    ),
}
