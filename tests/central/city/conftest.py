"""A hub with its device port, asked in this process, on each kind of database."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from nacl.signing import VerifyKey

from central.application import device_application
from central.hub import Hub
from central.peer import Peer
from contract.clock import Moment, SystemClock
from contract.reference import ReferenceManifest, open_manifest
from contract.trust import KeyPurpose, open_trust_list
from tests.central.console.rig import open_test_hub


class MovableClock:
    """The system's clock, moved on by hand."""

    def __init__(self) -> None:
        self.ahead_ms = 0
        self._clock = SystemClock()

    def now(self) -> Moment:
        moment = self._clock.now()
        return replace(moment, utc_ms=moment.utc_ms + self.ahead_ms)


@dataclass
class DevicePort:
    """Asks as the device that is named; nobody without a name."""

    hub: Hub
    clock: MovableClock
    _application: Any = None

    def __post_init__(self) -> None:
        self._application = device_application(self.hub)

    def get(self, path: str, device: str | None) -> httpx.Response:
        return asyncio.run(self._get(path, device))

    def manifest(self, dataset: str, device: str) -> ReferenceManifest:
        answer = self.get(f"/device/v1/reference/{dataset}", device)
        assert answer.status_code == 200, answer.text
        return open_manifest(answer.content, self.find_key)

    def find_key(self, id_: str) -> VerifyKey | None:
        trust = (self.hub.city_dir / "trust.bin").read_bytes()
        root = (self.hub.city_dir / "root.pem").read_bytes()
        return open_trust_list(trust, root).find(KeyPurpose.REFERENCE, id_)

    async def _get(self, path: str, device: str | None) -> httpx.Response:
        async def told(scope: Any, receive: Any, send: Any) -> None:
            if device is not None:
                peer = Peer(device, "qazvin", "", "", begins_ms=0, ends_ms=1 << 62)
                scope = {**scope, "extensions": {"tls": {"pishkhan_peer": peer}}}
            await self._application(scope, receive, send)

        transport = httpx.ASGITransport(told)
        base = "https://hub.example:8444"
        async with httpx.AsyncClient(transport=transport, base_url=base) as client:
            return await client.get(path)


@pytest.fixture
def port(tmp_path: Path, database_url: str) -> Iterator[DevicePort]:
    clock = MovableClock()
    opened = open_test_hub(tmp_path, database_url)
    hub = replace(opened, clock=clock, journal=replace(opened.journal, clock=clock))
    yield DevicePort(hub, clock)
    hub.engine.dispose()
