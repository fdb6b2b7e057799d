"""One kiosk that was offline: a short journal in memory, drained when the line is back.

It says what an agent says after a connect, and waits as an agent waits between attempts.
"""

import asyncio
import random
import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from nacl.signing import SigningKey

from benchmarks.light_kiosks.mqtt import Connection, reached, secured
from contract.batch import Batch, Entry, encode_batch
from contract.chain import GENESIS_HASH, link
from contract.envelope import FORMAT, Envelope, encode_envelope
from contract.events import Event, JournalGenesis, KioskStarted, encode_body
from contract.hello import Hello, JournalHead, encode_hello, open_ack
from contract.signature import FindKey
from contract.telemetry import DeviceStatus, encode_status
from contract.topics import Topics
from contract.values import CityId, DeviceId, JournalId
from edge_agent.agent.link import FIRST_RETRY_MS, LAST_RETRY_MS
from edge_agent.uplink.connection import CONNECT_TIMEOUT_S, KEEP_ALIVE_S
from edge_agent.uplink.drain import FIRST_TIMEOUT_MS, LAST_TIMEOUT_MS

SOFTWARE = "storm"
WRITER = "kiosk"
BOOT = b"bootboot"
EVENTS = 6
"""Of each, the genesis among them."""
HANDSHAKE_S = KEEP_ALIVE_S
"""As long as an agent waits for TLS and the broker's word."""


@dataclass(frozen=True)
class Journal:
    """All of one journal's events."""

    id: bytes
    entries: Sequence[Entry]
    hashes: Sequence[bytes]

    def batch(self) -> Batch:
        count = len(self.entries)
        return Batch(self.id, 1, count, self.hashes[-1], list(self.entries))

    def head(self) -> JournalHead:
        return JournalHead(
            journal=self.id,
            writer=WRITER,
            head_seq=len(self.entries),
            head_hash=self.hashes[-1],
            pruned_to=0,
        )


def short_journal(city: str, device: str) -> Journal:
    """A genesis and starts of a kiosk, now."""
    genesis = JournalGenesis(
        city=city, device=device, writer=WRITER, software=SOFTWARE,
        tracking_prefix=None, predecessor=None,
    )  # fmt: skip
    started = KioskStarted(software=SOFTWARE, recovered=0)
    journal, head = JournalId.new().raw, GENESIS_HASH
    entries: list[Entry] = []
    hashes: list[bytes] = []
    events: list[Event] = [genesis, *[started] * (EVENTS - 1)]
    for seq, event in enumerate(events, start=1):
        envelope = encode_envelope(
            Envelope(
                format=FORMAT, journal=journal, seq=seq, kind=event.KIND, version=event.VERSION,
                transaction=None, utc_ms=time.time_ns() // 1_000_000, boot=BOOT,
                monotonic_ms=seq, quality=3, body=encode_body(event), sealed_hash=None,
            )
        )  # fmt: skip
        head = link(head, envelope)
        entries.append(Entry(envelope, None))
        hashes.append(head)
    return Journal(journal, entries, hashes)


@dataclass
class LightKiosk:
    """`connected_at` and `caught_up_at` are of the monotonic clock, in seconds; None before."""

    city: CityId
    device: DeviceId
    key: SigningKey
    tls: ssl.SSLContext
    journal: Journal
    attempts: int = 0
    said_again: int = 0
    connected_at: float | None = None
    caught_up_at: float | None = None
    connection: Connection | None = field(default=None, repr=False)

    async def come_back(self, host: str, port: int, find_key: FindKey) -> None:
        """Until the hub has acknowledged the whole journal; the line stays open."""
        chance = random.Random(self.device)
        await asyncio.sleep(chance.random())  # all in the same second
        while self.caught_up_at is None:
            self.attempts += 1
            try:
                await self._once(host, port, find_key)
            except (OSError, asyncio.IncompleteReadError, TimeoutError):
                self.leave()
                self.connected_at = None
                limit_ms = min(FIRST_RETRY_MS << min(self.attempts - 1, 10), LAST_RETRY_MS)
                await asyncio.sleep(limit_ms / 1000 * chance.uniform(0.5, 1.0))

    def leave(self) -> None:
        if self.connection is not None:
            self.connection.drop()
            self.connection = None

    async def _once(self, host: str, port: int, find_key: FindKey) -> None:
        topics = Topics(self.city, self.device)
        opened = await reached(host, port, CONNECT_TIMEOUT_S)
        async with asyncio.timeout(HANDSHAKE_S):
            self.connection = await secured(opened, host, self.tls)
            await self.connection.begin(self.device, (topics.ack, topics.command))
        self.connected_at = time.monotonic()
        self.connection.publish(topics.status, self._status(), retain=True)
        heard: asyncio.Queue[int | None] = asyncio.Queue()
        listening = asyncio.create_task(_listen(self.connection, self.journal, find_key, heard))
        try:
            await self._drain(self.connection, topics, heard)
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
        self.caught_up_at = time.monotonic()

    async def _drain(
        self, connection: Connection, topics: Topics, heard: "asyncio.Queue[int | None]"
    ) -> None:
        """A hello, and once it is answered the batch; what is not answered is said again."""
        batch = encode_batch(self.journal.batch(), self.city, self.key)
        through, wait_ms = -1, FIRST_TIMEOUT_MS
        while through < len(self.journal.entries):
            topic, said = (topics.hello, self._hello()) if through < 0 else (topics.events, batch)
            connection.publish(topic, said)
            try:
                async with asyncio.timeout(wait_ms / 1000 * random.uniform(0.75, 1.25)):
                    answer = await heard.get()
            except TimeoutError:
                self.said_again += 1
                wait_ms = min(wait_ms * 2, LAST_TIMEOUT_MS)
                continue
            if answer is None:
                raise ConnectionResetError(self.device)
            through, wait_ms = answer, FIRST_TIMEOUT_MS

    def _hello(self) -> bytes:
        return encode_hello(
            Hello(
                device=self.device, boot=BOOT, software=SOFTWARE, journals=(self.journal.head(),)
            )
        )

    def _status(self) -> bytes:
        now_ms = time.time_ns() // 1_000_000
        return encode_status(
            DeviceStatus(device=self.device, online=True, boot=BOOT, utc_ms=now_ms)
        )


async def _listen(
    connection: Connection, journal: Journal, find_key: FindKey, heard: "asyncio.Queue[int | None]"
) -> None:
    """How far the hub has the journal, as it says so; None at the end of the line."""
    try:
        async for _, payload in connection.published():
            ack = open_ack(payload, find_key)
            if ack.journal == journal.id:
                known = ack.through == 0 or ack.hash == journal.hashes[ack.through - 1]
                assert known, "the hub acknowledged another history"
                heard.put_nowait(ack.through)
    except (OSError, asyncio.IncompleteReadError):
        heard.put_nowait(None)
