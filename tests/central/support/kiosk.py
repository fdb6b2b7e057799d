"""A kiosk as the hub sees it: a journal in memory, real envelopes, chain and signatures."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field

from nacl.signing import SigningKey
from sqlalchemy.orm import Session

from central.fleet import DeviceRegistration, RegisteredCertificate, register_device
from central.ingest.custody import Received
from contract.batch import Batch, Entry, encode_batch
from contract.chain import GENESIS_HASH, link, sealed_hash
from contract.envelope import FORMAT, Envelope, encode_envelope
from contract.events import Event, JournalGenesis, Predecessor, encode_body
from contract.hello import Hello, JournalHead
from contract.place import Place
from contract.topics import Topics
from contract.values import CityId, DeviceId, JournalId, parse_device_id

CITY = "qazvin"
NOON_MS = 1_795_000_000_000
PLACE = Place(
    city=CITY, city_name="قزوین", district=2, office="khayyam", office_name="خیام", number=1
)


@dataclass
class Journal:
    """`entries[i]` has seq i + 1; `hashes[i]` is the chain's hash there."""

    device: str
    writer: str = "kiosk"
    city: str = CITY
    prefix: int | None = 3056
    predecessor: Predecessor | None = None
    id: bytes = field(default_factory=lambda: JournalId.new().raw)
    entries: list[Entry] = field(default_factory=list)
    hashes: list[bytes] = field(default_factory=list)
    now_ms: int = NOON_MS
    quality: int = 3

    def __post_init__(self) -> None:
        if not self.entries:
            self.append(
                JournalGenesis(
                    city=self.city,
                    device=self.device,
                    writer=self.writer,
                    software="0.1.0",
                    tracking_prefix=self.prefix,
                    predecessor=self.predecessor,
                )
            )

    @property
    def head(self) -> bytes:
        return self.hashes[-1] if self.hashes else GENESIS_HASH

    def append(
        self, event: Event, transaction: bytes | None = None, sealed: bytes | None = None
    ) -> int:
        return self.append_raw(event.KIND, event.VERSION, encode_body(event), transaction, sealed)

    def append_raw(
        self,
        kind: str,
        version: int,
        body: bytes,
        transaction: bytes | None = None,
        sealed: bytes | None = None,
    ) -> int:
        """An event of any kind, known to the hub or not."""
        seq = len(self.entries) + 1
        self.now_ms += 1_000
        envelope = Envelope(
            format=FORMAT,
            journal=self.id,
            seq=seq,
            kind=kind,
            version=version,
            transaction=transaction,
            utc_ms=self.now_ms,
            boot=b"bootboot",
            monotonic_ms=seq * 1_000,
            quality=self.quality,
            body=body,
            sealed_hash=None if sealed is None else sealed_hash(sealed),
        )
        return self.append_bytes(encode_envelope(envelope), sealed)

    def append_bytes(self, envelope: bytes, sealed: bytes | None = None) -> int:
        self.hashes.append(link(self.head, envelope))
        self.entries.append(Entry(envelope, sealed))
        return len(self.entries)

    def clone(self, through: int) -> "Journal":
        """The same journal as on a copied disk, as it stood at `through`."""
        return Journal(
            device=self.device,
            id=self.id,
            entries=self.entries[:through],
            hashes=self.hashes[:through],
            now_ms=self.now_ms,
        )

    def batch(self, first: int, last: int | None = None) -> Batch:
        through = len(self.entries) if last is None else last
        return Batch(
            self.id,
            first,
            through,
            self.hashes[through - 1],
            self.entries[first - 1 : through],
        )


@dataclass
class Kiosk:
    """An enrolled device with its key; more journals can be begun."""

    device: DeviceId = field(default_factory=lambda: parse_device_id(f"k-{os.urandom(5).hex()}"))
    key: SigningKey = field(default_factory=SigningKey.generate)
    journal: Journal = field(init=False)

    def __post_init__(self) -> None:
        self.journal = Journal(self.device)

    @property
    def topics(self) -> Topics:
        return Topics(CityId(CITY), self.device)

    def enrol(self, session: Session, place: Place = PLACE) -> "Kiosk":
        register_device(
            session,
            DeviceRegistration(
                device=self.device,
                place=place,
                journal_public=bytes(self.key.verify_key),
                certificate=RegisteredCertificate("00" * 32, "1", NOON_MS * 2),
            ),
            NOON_MS,
        )
        return self

    def message(self, batch: Batch, received_ms: int = NOON_MS + 60_000) -> Received:
        data = encode_batch(batch, CITY, self.key)
        return Received(self.device, self.topics.events, data, received_ms)

    def messages(self, first: int = 1, size: int = 300) -> list[Received]:
        """The whole journal from `first` on, cut into batches."""
        last = len(self.journal.entries)
        return [
            self.message(self.journal.batch(start, min(start + size - 1, last)))
            for start in range(first, last + 1, size)
        ]

    def hello(self, *journals: Journal) -> Hello:
        return Hello(
            device=self.device,
            boot=b"bootboot",
            software="0.1.0",
            journals=tuple(head_of(journal) for journal in journals or (self.journal,)),
        )


def head_of(journal: Journal) -> JournalHead:
    return JournalHead(
        journal=journal.id,
        writer=journal.writer,
        head_seq=len(journal.entries),
        head_hash=journal.head,
        pruned_to=0,
    )


def sequence(*messages: Sequence[Received]) -> list[Received]:
    return [message for part in messages for message in part]
