"""An office: a device folder with the clerk's page configured, the agent's process over it, and
a counter's words as files."""

import http.client
import json
import secrets
import ssl
import time
from dataclasses import dataclass, field, replace
from typing import Any

from contract.clock import Moment, SystemClock, boot_id
from contract.telemetry import Component, ComponentState, State
from edge_agent.device import (
    CallState,
    ClosedByClerk,
    CounterState,
    DeviceDirectory,
    HelpCall,
    read_closing,
    write_counter_state,
    write_help_call,
)
from edge_agent.office import OfficeConfiguration, write_configuration, write_pin
from edge_agent.office.sessions import COOKIE
from tests.support.ports import LOOPBACK, free_port

PIN = "270519"


@dataclass
class SteppedClock:
    """The machine's clock, ahead by what a test steps."""

    ahead_ms: int = 0
    _system: SystemClock = field(default_factory=SystemClock)

    def now(self) -> Moment:
        now = self._system.now()
        return replace(
            now, utc_ms=now.utc_ms + self.ahead_ms, monotonic_ms=now.monotonic_ms + self.ahead_ms
        )


def no_checks() -> ssl.SSLContext:
    """As a clerk's browser that was told once to go on."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def content(self) -> Any:
        return json.loads(self.body)


@dataclass
class Office:
    """Its page listens on loopback. Requests come as from the page itself, unless told so."""

    directory: DeviceDirectory
    configuration: OfficeConfiguration
    cookie: str | None = None
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return self.configuration.url

    def ask(self, method: str, path: str, content: object = None, **headers: str | None) -> Reply:
        """Header names with underscores; None leaves one out."""
        sent: dict[str, str | None] = {"Origin": self.url, "Content-Type": "application/json"}
        if self.cookie is not None:
            sent["Cookie"] = f"{COOKIE}={self.cookie}"
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPSConnection(
            self.configuration.listen, self.configuration.port, timeout=10, context=no_checks()
        )
        body = None if content is None else json.dumps(content)
        kept = {name: value for name, value in sent.items() if value is not None}
        try:
            connection.request(method, path, body, kept)
            answer = connection.getresponse()
            return Reply(
                answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
            )
        finally:
            connection.close()

    def sign_in(self, pin: str = PIN) -> Reply:
        reply = self.ask("POST", "/sign-in", {"pin": pin})
        if reply.status == 204:
            self.cookie = reply.headers["set-cookie"].split("=", 1)[1].split(";")[0]
        return reply

    def wish(self, **wish: str) -> int:
        return self.ask("POST", "/wish", wish).status

    def state(self) -> Any:
        return self.ask("GET", "/state").content

    def is_there(self) -> bool:
        try:
            return self.ask("GET", "/").status == 200
        except OSError:
            return False

    def closed(self) -> ClosedByClerk | None:
        return read_closing(self.directory.closing_path)


def open_office(directory: DeviceDirectory, pin: str = PIN) -> Office:
    configuration = OfficeConfiguration(listen=LOOPBACK, port=free_port())
    directory.create()
    write_configuration(directory.office_configuration_path, configuration)
    write_pin(directory.pin_path, pin)
    return Office(directory, configuration)


def counter_says(
    directory: DeviceDirectory, trouble: str | None = None, **parts: tuple[State, str | None]
) -> None:
    """As the counter does each second. `trouble`: why it takes no payments."""
    counter = State.READY if trouble is None else State.FAILED
    told = {
        "printer": (State.READY, None),
        "paper": (State.READY, None),
        "terminal": (State.READY, None),
        **parts,
        "counter": (counter, trouble),
    }
    components = tuple(
        ComponentState(component=Component(name), state=state, reason=reason, since_ms=1)
        for name, (state, reason) in told.items()
    )
    now = SystemClock().now()
    state = CounterState(boot=now.boot.hex(), monotonic_ms=now.monotonic_ms, components=components)
    write_counter_state(directory.counter_state_path, state)


def citizen_calls(
    directory: DeviceDirectory, state: CallState = "calling", age_ms: int = 0
) -> HelpCall:
    call = HelpCall(
        call=secrets.token_hex(8),
        boot=boot_id().hex(),
        called_ms=time.monotonic_ns() // 1_000_000 - age_ms,
        state=state,
    )
    write_help_call(directory.help_call_path, call)
    return call
