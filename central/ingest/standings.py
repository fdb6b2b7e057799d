"""Where the hub stands in each journal of one ingest transaction: read once, written once."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, insert, select, update

from central.ingest.models import Journal
from contract.chain import GENESIS_HASH
from contract.events import JournalGenesis

LIVE = "live"
FORKED = "forked"
ENDED = "ended"

_STANDINGS = (
    select(
        Journal.journal,
        Journal.device,
        Journal.through,
        Journal.head_hash,
        Journal.state,
        Journal.backed_up,
    )
    .where(Journal.journal.in_(bindparam("journals", expanding=True)))
    .order_by(Journal.journal)
    .with_for_update()
)
_MOVE = (
    update(Journal)
    .where(Journal.journal == bindparam("moving"))
    .values(
        through=bindparam("through"),
        head_hash=bindparam("head_hash"),
        state=bindparam("state"),
        last_received_ms=bindparam("received_ms"),
    )
)
_CREATE = insert(Journal)
_END = (
    update(Journal)
    .where(
        Journal.journal == bindparam("ending"),
        Journal.device == bindparam("of_device"),
        Journal.state == LIVE,
    )
    .values(state=ENDED)
)


@dataclass
class Standing:
    """A journal's head as this transaction moves it. `genesis` is set while it is new."""

    journal: bytes
    device: str
    through: int = 0
    head_hash: bytes = GENESIS_HASH
    state: str = LIVE
    backed_up: int = 0
    received_ms: int = 0
    genesis: JournalGenesis | None = None
    moved: bool = False

    @property
    def known(self) -> bool:
        """Whether the hub holds any of it."""
        return self.through > 0


def load_standings(connection: Connection, journals: Iterable[bytes]) -> dict[bytes, Standing]:
    """The standings of the journals the hub holds, locked until the commit."""
    rows = connection.execute(_STANDINGS, {"journals": list(set(journals))})
    return {row.journal: Standing(*row) for row in rows}


def save_standings(connection: Connection, standings: Iterable[Standing]) -> None:
    """Write those that moved; a new journal ends the predecessor that its genesis names."""
    moved: list[dict[str, object]] = []
    for standing in standings:
        if not standing.moved:
            continue
        if standing.genesis is None:
            moved.append(_moved(standing))
        else:
            _create(connection, standing, standing.genesis)
        standing.genesis = None
        standing.moved = False
    if moved:
        connection.execute(_MOVE, moved)


def _moved(standing: Standing) -> dict[str, object]:
    return {
        "moving": standing.journal,
        "through": standing.through,
        "head_hash": standing.head_hash,
        "state": standing.state,
        "received_ms": standing.received_ms,
    }


def _create(connection: Connection, standing: Standing, genesis: JournalGenesis) -> None:
    before = genesis.predecessor
    created = {
        "journal": standing.journal,
        "device": standing.device,
        "writer": genesis.writer,
        "software": genesis.software,
        "tracking_prefix": genesis.tracking_prefix,
        "predecessor": None if before is None else before.journal,
        "predecessor_seq": None if before is None else before.seq,
        "predecessor_hash": None if before is None else before.hash,
        "through": standing.through,
        "head_hash": standing.head_hash,
        "state": standing.state,
        "backed_up": 0,
        "announced_seq": standing.through,
        "first_received_ms": standing.received_ms,
        "last_received_ms": standing.received_ms,
    }
    connection.execute(_CREATE, created)
    if before is not None:
        connection.execute(_END, {"ending": before.journal, "of_device": standing.device})
