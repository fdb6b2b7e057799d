"""A file that a person carries from a kiosk to the hub: sealed to the hub, signed by the device.

MAGIC, then records, each its length (4 bytes, big-endian) and so many bytes. The first record is
the head, in clear: for which city, to which key, the session key in a sealed box. Those that
follow are one libsodium secretstream (XChaCha20-Poly1305), so that none can be changed, left out,
moved or added unseen, and an end that is missing shows. Its first message is the opening, signed
by the device over the hash of the head: nobody else can have written what follows. Written and
read record by record, so that memory is bounded whatever the file holds.
"""

from collections.abc import Callable, Iterator
from enum import StrEnum
from hashlib import blake2b
from typing import IO

import msgspec
from nacl.bindings import (
    crypto_secretstream_xchacha20poly1305_ABYTES,
    crypto_secretstream_xchacha20poly1305_init_pull,
    crypto_secretstream_xchacha20poly1305_init_push,
    crypto_secretstream_xchacha20poly1305_keygen,
    crypto_secretstream_xchacha20poly1305_pull,
    crypto_secretstream_xchacha20poly1305_push,
    crypto_secretstream_xchacha20poly1305_state,
    crypto_secretstream_xchacha20poly1305_TAG_FINAL,
    crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
)
from nacl.exceptions import RuntimeError as NaclRuntimeError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.signing import SigningKey, VerifyKey

from contract.batch import LARGEST_MESSAGE
from contract.errors import DamagedData, PishkhanError
from contract.hello import Hello
from contract.sealing import CannotUnseal, unwrap
from contract.signature import BadSignature, key_id, open_signed, read_frame, sign
from contract.trust import TrustedKey
from contract.unreadable import UNREADABLE

MAGIC = b"pishkhan/sealed1"
FORMAT = 1
LENGTH_BYTES = 4
LARGEST_HEAD = 1024
LARGEST_RECORD = LARGEST_MESSAGE + crypto_secretstream_xchacha20poly1305_ABYTES
_MESSAGE = crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_FINAL = crypto_secretstream_xchacha20poly1305_TAG_FINAL


class SealedFileKind(StrEnum):
    """What is in it; also the domain of the opening's signature."""

    COURIER = "courier"
    """Events on their way to the hub."""
    SUPPORT = "support"
    """What somebody needs to know who helps from afar."""


class SealedFileRefused(PishkhanError):
    """`reason` is for programs: form, kind, city, recipient, device or signature."""

    def __init__(self, reason: str, what: str, next_step: str) -> None:
        super().__init__(what, next_step)
        self.reason = reason


class SealedFileDamaged(DamagedData):
    """Bytes are missing or are not those that the kiosk wrote."""


class SealedFileHead(msgspec.Struct, frozen=True, array_like=True):
    """`recipient` is a key id; `box` the session key, sealed to it; `stream` the secretstream's
    header of 24 bytes."""

    format: int
    kind: str
    city: str
    recipient: str
    box: bytes
    stream: bytes


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """Who wrote the file, and when by its clock (UTC ms). `head` is the hash of the head record,
    which is also the file's name among machines."""

    format: int = FORMAT
    head: bytes
    made_ms: int
    hello: Hello


_heads = msgspec.msgpack.Decoder(SealedFileHead)
_openings = msgspec.msgpack.Decoder(Opening)
FindDeviceKey = Callable[[str, str], VerifyKey | None]
"""The key of a device by its id, if it is that device's and counts."""


class SealedWriter:
    """Writes one file. `write` raises OSError as files do."""

    def __init__(
        self,
        write: Callable[[bytes], object],
        kind: SealedFileKind,
        city: str,
        recipient: TrustedKey,
    ) -> None:
        self._write = write
        self._kind = kind
        key = crypto_secretstream_xchacha20poly1305_keygen()
        self._state = crypto_secretstream_xchacha20poly1305_state()
        stream = crypto_secretstream_xchacha20poly1305_init_push(self._state, key)
        box = SealedBox(PublicKey(recipient.public)).encrypt(key)
        head = SealedFileHead(FORMAT, kind.value, city, recipient.id, box, stream)
        self._head = msgspec.msgpack.encode(head)

    def open(self, hello: Hello, made_ms: int, key: SigningKey) -> bytes:
        """Writes who speaks, and returns the file's name among machines."""
        named = head_hash(self._head)
        opening = Opening(head=named, made_ms=made_ms, hello=hello)
        signed = sign(self._kind.value, key, msgspec.msgpack.encode(opening))
        self._write(MAGIC)
        self._record(self._head)
        self._push(signed, _MESSAGE)
        return named

    def add(self, message: bytes) -> None:
        """At most LARGEST_MESSAGE bytes."""
        self._push(message, _MESSAGE)

    def finish(self) -> None:
        """Without this the file counts as cut off."""
        self._push(b"", _FINAL)

    def _push(self, message: bytes, tag: int) -> None:
        self._record(crypto_secretstream_xchacha20poly1305_push(self._state, message, None, tag))

    def _record(self, content: bytes) -> None:
        self._write(len(content).to_bytes(LENGTH_BYTES, "big") + content)


class SealedReader:
    """Reads one file: first `open`, then `messages`."""

    def __init__(self, file: IO[bytes], kind: SealedFileKind, city: str, private: bytes) -> None:
        """`private` is the hub's X25519 key. Raises SealedFileRefused or SealedFileDamaged."""
        self._file = file
        self._kind = kind
        if file.read(len(MAGIC)) != MAGIC:
            raise SealedFileRefused("form", "This is no file of a kiosk.", _RIGHT_FILE)
        raw = self._record(LARGEST_HEAD)
        head = _read_head(raw)
        self.name = head_hash(raw)
        _check(head, kind, city, private)
        self._state = crypto_secretstream_xchacha20poly1305_state()
        try:
            key = unwrap(head.box, private)
            crypto_secretstream_xchacha20poly1305_init_pull(self._state, head.stream, key)
        except (CannotUnseal, NaclRuntimeError, ValueError, TypeError) as error:
            raise SealedFileDamaged("The head of the file does not open.", _AGAIN) from error

    def open(self, find_key: FindDeviceKey) -> Opening:
        """Who wrote it, proven. Raises SealedFileRefused or SealedFileDamaged."""
        signed, _ = self._pull()
        try:
            frame = read_frame(signed, self._kind.value)
            opening = _openings.decode(frame.payload)
            device = opening.hello.device
            open_signed(signed, self._kind.value, lambda key: find_key(device, key))
        except BadSignature as error:
            raise SealedFileRefused("signature", error.what, _ENROLLED) from error
        except UNREADABLE as error:
            raise SealedFileRefused(
                "form", f"The opening cannot be read: {error}.", _UPGRADE
            ) from error
        if opening.format != FORMAT or opening.head != self.name:
            raise SealedFileRefused("form", "The opening is not of this file.", _UPGRADE)
        return opening

    def messages(self) -> Iterator[bytes]:
        """In order, to the end that the kiosk wrote. Raises SealedFileDamaged."""
        while True:
            message, tag = self._pull()
            if tag == _FINAL:
                if self._file.read(1):
                    raise SealedFileDamaged("Something follows the file's end.", _AGAIN)
                return
            yield message

    def _pull(self) -> tuple[bytes, int]:
        sealed = self._record(LARGEST_RECORD)
        try:
            message, tag = crypto_secretstream_xchacha20poly1305_pull(self._state, sealed, None)
        except (NaclRuntimeError, ValueError, TypeError) as error:
            raise SealedFileDamaged("A part of the file was changed.", _AGAIN) from error
        return message, tag

    def _record(self, largest: int) -> bytes:
        length = self._file.read(LENGTH_BYTES)
        size = int.from_bytes(length, "big")
        if len(length) == LENGTH_BYTES and size > largest:
            raise SealedFileDamaged(f"A part of {size} bytes is too large.", _AGAIN)
        content = self._file.read(size)
        if len(length) < LENGTH_BYTES or len(content) < size:
            raise SealedFileDamaged("The file is cut off.", _AGAIN)
        return content


def head_hash(head: bytes) -> bytes:
    """32 bytes that name one file: its session key is used nowhere else."""
    return blake2b(head, digest_size=32, person=b"pishkhan.file.1").digest()


def _read_head(raw: bytes) -> SealedFileHead:
    try:
        head = _heads.decode(raw)
    except UNREADABLE as error:
        raise SealedFileDamaged(f"The head cannot be read: {error}.", _AGAIN) from error
    if head.format != FORMAT:
        raise SealedFileRefused("form", f"A file of format {head.format}.", _UPGRADE)
    return head


def _check(head: SealedFileHead, kind: SealedFileKind, city: str, private: bytes) -> None:
    if head.kind != kind:
        raise SealedFileRefused("kind", f"A file for «{head.kind}», not «{kind}».", _RIGHT_FILE)
    if head.city != city:
        raise SealedFileRefused(
            "city", f"A file of the city «{head.city}», not «{city}».", "Take it to its own hub."
        )
    ours = key_id(bytes(PrivateKey(private).public_key))
    if head.recipient != ours:
        raise SealedFileRefused(
            "recipient",
            f"A file sealed to the key {head.recipient}; this hub opens those for {ours}.",
            "Bring the kiosk's trust list up to date and export again, or give the older key.",
        )


_RIGHT_FILE = "Give a file that `pishkhan agent` wrote at a kiosk, of the right sort."
_AGAIN = "Copy it once more from the stick, or write it anew at the kiosk: nothing is lost there."
_ENROLLED = "Only an enrolled kiosk that was not revoked is believed; look at its page."
_UPGRADE = "Upgrade the hub, then give the file once more."
