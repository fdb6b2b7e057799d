"""Kiosks by the thousand that come back in one second, each with its own certificate and journal.

They are light: journals in memory, one event loop, MQTT 3.1.1 written out here (OASIS, sections 2
and 3), the wire's words and the hub's answers those of the contract. An attempt that fails is made
again after the agent's own pauses.
"""

import asyncio
import datetime as dt
import random
import ssl
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from nacl.signing import VerifyKey
from sqlalchemy.orm import Session

from central.enrolment.certificates import Authority, issue
from contract.hello import encode_hello, open_ack
from edge_agent.agent.link import FIRST_RETRY_MS, LAST_RETRY_MS
from tests.central.support.kiosk import CITY, Kiosk
from tests.central.support.payments import pay
from tests.support.ports import LOOPBACK
from tests.support.waiting import held_up

CONNECT, CONNACK, PUBLISH, SUBSCRIBE, SUBACK = 0x10, 0x20, 0x32, 0x82, 0x90
KEEP_ALIVE_S = 300
ANSWER_S = 60.0
FindKey = Callable[[str], VerifyKey | None]


@dataclass
class Returning:
    """One kiosk; `attempts` are the connections that it needed."""

    kiosk: Kiosk
    tls: ssl.SSLContext
    attempts: int = 0
    through: int = 0

    async def come_back(self, port: int, find_key: FindKey) -> None:
        """Until the hub has acknowledged its whole journal."""
        chance = random.Random(self.kiosk.device)
        while True:
            self.attempts += 1
            try:
                async with asyncio.timeout(ANSWER_S):
                    await self._once(port, find_key)
                return
            except (OSError, asyncio.IncompleteReadError, TimeoutError):
                pause_ms = min(FIRST_RETRY_MS << min(self.attempts - 1, 10), LAST_RETRY_MS)
                await held_up(pause_ms / 1000 * chance.uniform(0.5, 1.0))

    async def _once(self, port: int, find_key: FindKey) -> None:
        reader, writer = await asyncio.open_connection(
            LOOPBACK, port, ssl=self.tls, server_hostname=LOOPBACK
        )
        try:
            await self._speak(reader, writer, find_key)
        finally:
            writer.transport.abort()

    async def _speak(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, find_key: FindKey
    ) -> None:
        topics = self.kiosk.topics
        keep_alive = struct.pack(">H", KEEP_ALIVE_S)
        name = _text(self.kiosk.device)
        writer.write(_packet(CONNECT, _text("MQTT") + b"\x04\x02" + keep_alive + name))
        await _until(reader, CONNACK)
        writer.write(_packet(SUBSCRIBE, b"\x00\x01" + _text(topics.ack) + b"\x00"))
        await _until(reader, SUBACK)
        said = [(topics.hello, encode_hello(self.kiosk.hello()))]
        said += [(topics.events, message.data) for message in self.kiosk.messages()]
        for number, (topic, payload) in enumerate(said, start=2):
            writer.write(_packet(PUBLISH, _text(topic) + struct.pack(">H", number) + payload))
        while self.through < len(self.kiosk.journal.entries):
            ack = open_ack(await _published(reader), find_key)
            assert ack.hash == self.kiosk.journal.hashes[ack.through - 1] or ack.through == 0
            self.through = max(self.through, ack.through)


def enrolled(
    count: int, session: Session, authority: Authority, city_dir: Path, folder: Path
) -> list[Returning]:
    """So many devices of the city, each with a payment that the hub has not."""
    return [_enrolled(session, authority, city_dir, folder) for _ in range(count)]


async def all_come_back(kiosks: Sequence[Returning], port: int, find_key: FindKey) -> None:
    """All at the same moment."""
    await asyncio.gather(*(kiosk.come_back(port, find_key) for kiosk in kiosks))


def _enrolled(session: Session, authority: Authority, city_dir: Path, folder: Path) -> Returning:
    kiosk = Kiosk().enrol(session)
    pay(kiosk.journal)
    key = ec.generate_private_key(ec.SECP256R1())
    issued = issue(authority, CITY, kiosk.device, key.public_key(), dt.datetime.now(dt.UTC))
    pem = folder / f"{kiosk.device}.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    pem.write_bytes(private + issued.chain)
    tls = ssl.create_default_context(cafile=str(city_dir / "root.pem"))
    tls.load_cert_chain(pem)
    return Returning(kiosk, tls)


def _text(text: str) -> bytes:
    data = text.encode()
    return struct.pack(">H", len(data)) + data


def _packet(kind: int, body: bytes) -> bytes:
    length, left = b"", len(body)
    while True:
        left, digit = divmod(left, 128)
        length += bytes([digit | (0x80 if left else 0)])
        if not left:
            return bytes([kind]) + length + body


async def _read(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    kind = (await reader.readexactly(1))[0]
    length = shift = 0
    while True:
        digit = (await reader.readexactly(1))[0]
        length |= (digit & 0x7F) << shift
        shift += 7
        if not digit & 0x80:
            return kind, await reader.readexactly(length)


async def _until(reader: asyncio.StreamReader, wanted: int) -> bytes:
    while True:
        kind, body = await _read(reader)
        if kind & 0xF0 == wanted:
            return body


async def _published(reader: asyncio.StreamReader) -> bytes:
    """The payload of the next message, which comes with quality 0."""
    body = await _until(reader, PUBLISH & 0xF0)
    (length,) = struct.unpack_from(">H", body)
    return body[2 + length :]
