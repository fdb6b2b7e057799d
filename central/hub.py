"""What one hub process is made of; built once at the start, handed to every handler."""

import datetime as dt
import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import Engine, Pool, QueuePool

from central.database import Sessions, migrate, open_engine, open_sessions, resolve_url
from central.identity import HubIdentity, load_identity
from central.ingest import Changes
from central.journal import HubJournal, SecondStore
from central.metrics import Metrics
from central.settings import SOFTWARE, HubSettings
from contract.clock import Clock, SystemClock

SECOND_STORE = "hub-journal"


@dataclass(frozen=True)
class Hub:
    """The hub's parts. Handlers get it as `CurrentHub`."""

    settings: HubSettings
    identity: HubIdentity
    engine: Engine
    sessions: Sessions
    journal: HubJournal
    clock: Clock
    changes: Changes = field(default_factory=Changes)
    metrics: Metrics = field(default_factory=Metrics)

    @property
    def city(self) -> str:
        """The city's id."""
        return self.identity.city

    @property
    def city_dir(self) -> Path:
        """The city's folder, with the keys that issue certificates."""
        return self.settings.city_dir

    @cached_property
    def second_store(self) -> SecondStore:
        """Where the hub's own journal is copied before anything that it says leaves."""
        settings = self.settings
        return SecondStore(settings.second_store or settings.data_dir / SECOND_STORE)

    def now_ms(self) -> int:
        """UTC milliseconds by the hub's clock."""
        return self.clock.now().utc_ms


def open_hub(settings: HubSettings, pool: type[Pool] = QueuePool) -> Hub:
    """Read the city's keys, open the database, bring its tables up to date.

    Raises IdentityRefused or DatabaseRefused.
    """
    clock = SystemClock()
    identity = load_identity(settings.city_dir, dt.datetime.now(dt.UTC))
    url = resolve_url(os.environ, settings.data_dir, settings.database_url)
    engine = open_engine(url, pool)
    migrate(engine)
    return Hub(
        settings=settings,
        identity=identity,
        engine=engine,
        sessions=open_sessions(engine),
        journal=HubJournal(identity.city, clock, SOFTWARE),
        clock=clock,
    )


def _current_hub(request: Request) -> Hub:
    hub = request.app.state.hub
    assert isinstance(hub, Hub)
    return hub


CurrentHub = Annotated[Hub, Depends(_current_hub)]
"""The running hub, as a handler's parameter."""
