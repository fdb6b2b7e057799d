"""A hub that serves its console over HTTPS, and kiosks that feed it through real custody."""

import asyncio
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from central.application import public_application
from central.fleet import find_verify_key, take_history, take_status, take_telemetry
from central.hub import Hub, open_hub
from central.ingest.custody import Custody
from central.payments import PaymentsProjection
from central.server import Listener, serve
from central.settings import SHARDS, HubSettings
from central.staff.accounts import add_account
from central.staff.roles import Role
from contract.events import Event
from contract.history import TelemetryHistory, encode_history
from contract.place import Place
from contract.telemetry import (
    Component,
    ComponentState,
    DatasetAge,
    DeviceStatus,
    JournalQueue,
    Measurement,
    State,
    Telemetry,
    encode_status,
    encode_telemetry,
)
from contract.values import new_device_id
from tests.central.support.databases import migrated_sqlite
from tests.central.support.kiosk import CITY, Journal, Kiosk
from tests.central.support.payments import pay
from tests.provisioning.city import make_city
from tests.support.ports import LOOPBACK, free_port
from tests.support.waiting import eventually

PASSWORD = "چهار مرغ آبی در باران"
BOOT = b"bootboot"


def open_test_hub(folder: Path, database_url: str | None = None, port: int = 0) -> Hub:
    city = make_city(folder)
    (folder / "data").mkdir()
    if database_url is None:
        (folder / "data" / "hub.sqlite").write_bytes(migrated_sqlite())
    return open_hub(
        HubSettings(
            city_dir=city.path,
            data_dir=folder / "data",
            database_url=database_url,
            host=LOOPBACK,
            port=port,
            device_port=0,
            broker_host=LOOPBACK,
            broker_port=0,
            shards=tuple(range(SHARDS)),
            require_broker=False,
        )
    )


def add_staff(hub: Hub, name: str = "maryam", role: Role = Role.OPERATOR) -> None:
    with hub.sessions.writing() as session:
        add_account(session, hub.journal, name, role, PASSWORD, "test")


@dataclass
class ServedHub:
    """Use as a context manager; the console is then at `address`."""

    hub: Hub
    port: int = field(default_factory=free_port)
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    _stop: asyncio.Event = field(default_factory=asyncio.Event)
    _ready: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    @property
    def address(self) -> str:
        return f"https://{LOOPBACK}:{self.port}"

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()
        eventually(self._ready.is_set, "the console listening")
        return self

    def __exit__(self, *failure: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        assert self._thread is not None
        self._thread.join(20)
        self._loop.close()

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        listener = Listener(public_application(self.hub), LOOPBACK, self.port, mutual=False)
        self._loop.run_until_complete(
            serve([listener], self.hub.identity, self._stop, self._ready.set)
        )


@dataclass
class Fleet:
    """Kiosks of one hub; what they do is published as ingest does after its commits."""

    hub: Hub
    custody: Custody = field(
        default_factory=lambda: Custody(CITY, find_verify_key, (PaymentsProjection(),))
    )

    def kiosk(self, office: str, number: int = 1, district: int = 2) -> Kiosk:
        place = Place(
            city=CITY, city_name="قزوین", district=district, office="office",
            office_name=office, number=number,
        )  # fmt: skip
        kiosk = Kiosk(device=new_device_id())
        kiosk.journal.now_ms = self.hub.now_ms() - 60_000
        with self.hub.sessions.writing() as session:
            kiosk.enrol(session, place)
        return kiosk

    def send(self, kiosk: Kiosk, journal: Journal | None = None, first: int = 1) -> None:
        sent = kiosk.journal if journal is None else journal
        message = kiosk.message(sent.batch(first), self.hub.now_ms())
        with self.hub.engine.begin() as connection:
            self.custody.accept(connection, [message])
        self.hub.changes.publish("payments", "journals", "fleet")

    def pay(self, kiosk: Kiosk, events: Sequence[Event], ago_ms: int = 0) -> bytes:
        """A payment journaled and sent; returns its transaction id."""
        first = len(kiosk.journal.entries) + 1
        kiosk.journal.now_ms = self.hub.now_ms() - ago_ms
        transaction = pay(kiosk.journal, list(events))
        self.send(kiosk, first=1 if first == 2 else first)
        return transaction

    def report(self, kiosk: Kiosk, *, received_ms: int | None = None, **changed: Any) -> None:
        """Telemetry as an agent sends it; `changed` are its fields, or a component's level."""
        now_ms = self.hub.now_ms() if received_ms is None else received_ms
        data = encode_telemetry(telemetry(kiosk, now_ms, **changed))
        with self.hub.engine.begin() as connection:
            take_telemetry(connection, kiosk.device, data, now_ms)
        self.hub.changes.publish("fleet")

    def tell_later(self, kiosk: Kiosk, reports: Sequence[Telemetry]) -> None:
        """What the agent kept while its line was down."""
        now_ms = self.hub.now_ms()
        history = TelemetryHistory(
            device=kiosk.device, boot=b"laterday", utc_ms=now_ms, uptime_ms=0,
            reports=tuple(reports),
        )  # fmt: skip
        with self.hub.engine.begin() as connection:
            take_history(connection, kiosk.device, encode_history(history), now_ms)
        self.hub.changes.publish("fleet")

    def silence(self, kiosk: Kiosk) -> None:
        """The broker publishes its last will."""
        now_ms = self.hub.now_ms()
        status = DeviceStatus(device=kiosk.device, online=False, boot=BOOT, utc_ms=now_ms)
        with self.hub.engine.begin() as connection:
            take_status(connection, kiosk.device, encode_status(status), now_ms)
        self.hub.changes.publish("fleet")


def telemetry(
    kiosk: Kiosk,
    now_ms: int,
    *,
    paper: int | None = 80,
    paper_state: State = State.READY,
    paper_reason: str | None = None,
    printer: State = State.READY,
    printer_reason: str | None = None,
    terminal: State = State.READY,
    terminal_reason: str | None = None,
    queued: int = 0,
    oldest_ms: int | None = None,
    software: str = "0.1.0",
    cabinet: Sequence[ComponentState] = (),
    measurements: Sequence[Measurement] = (),
    uptime_ms: int = 7_200_000,
) -> Telemetry:
    since_ms = now_ms - 3_600_000

    def part(
        component: Component, state: State = State.READY, level: int | None = None,
        reason: str | None = None,
    ) -> ComponentState:  # fmt: skip
        return ComponentState(
            component=component, state=state, level=level, reason=reason, since_ms=since_ms
        )

    return Telemetry(
        device=kiosk.device,
        boot=BOOT,
        utc_ms=now_ms,
        software=software,
        uptime_ms=uptime_ms,
        queue=(
            JournalQueue(
                journal=kiosk.journal.id,
                writer="kiosk",
                head_seq=100 + queued,
                acked_seq=100,
                oldest_unsent_ms=oldest_ms,
            ),
        ),
        components=(
            part(Component.COUNTER),
            part(Component.PRINTER, printer, reason=printer_reason),
            part(Component.PAPER, paper_state, paper, paper_reason),
            part(Component.TERMINAL, terminal, reason=terminal_reason),
            part(Component.SCANNER),
            part(Component.READER, State.ABSENT),
            part(Component.DISK, level=71),
            part(Component.CLOCK),
            *cabinet,
        ),
        measurements=tuple(measurements),
        reference=(
            DatasetAge(dataset="bills", version=7, as_of_ms=now_ms - 2_400_000),
            DatasetAge(dataset="offices", version=1, as_of_ms=now_ms - 2_400_000),
            DatasetAge(dataset="city", version=1, as_of_ms=now_ms - 2_400_000),
        ),
        last_payment_ms=now_ms - 300_000,
        last_print_ms=now_ms - 290_000,
    )
