"""Where the hub stands in each journal of one ingest transaction: read once, written once."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from central.ingest.models import Journal
from contract.chain import GENESIS_HASH
from contract.events import JournalGenesis

LIVE = "live"
FORKED = "forked"
ENDED = "ended"


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
    rows = connection.execute(
        select(
            Journal.journal,
            Journal.device,
            Journal.through,
            Journal.head_hash,
            Journal.state,
            Journal.backed_up,
        )
        .where(Journal.journal.in_(set(journals)))
        .order_by(Journal.journal)
        .with_for_update()
    )
    return {row.journal: Standing(*row) for row in rows}


def save_standings(connection: Connection, standings: Iterable[Standing]) -> None:
    """Write those that moved; a new journal ends the predecessor that its genesis names."""
    for standing in standings:
        if not standing.moved:
            continue
        if standing.genesis is None:
            connection.execute(
                update(Journal)
                .where(Journal.journal == standing.journal)
                .values(
                    through=standing.through,
                    head_hash=standing.head_hash,
                    state=standing.state,
                    last_received_ms=standing.received_ms,
                )
            )
        else:
            _create(connection, standing, standing.genesis)
        standing.genesis = None
        standing.moved = False


def _create(connection: Connection, standing: Standing, genesis: JournalGenesis) -> None:
    before = genesis.predecessor
    connection.execute(
        insert(Journal).values(
            journal=standing.journal,
            device=standing.device,
            writer=genesis.writer,
            software=genesis.software,
            tracking_prefix=genesis.tracking_prefix,
            predecessor=None if before is None else before.journal,
            predecessor_seq=None if before is None else before.seq,
            predecessor_hash=None if before is None else before.hash,
            through=standing.through,
            head_hash=standing.head_hash,
            state=standing.state,
            backed_up=0,
            announced_seq=standing.through,
            first_received_ms=standing.received_ms,
            last_received_ms=standing.received_ms,
        )
    )
    if before is not None:
        connection.execute(
            update(Journal)
            .where(
                Journal.journal == before.journal,
                Journal.device == standing.device,
                Journal.state == LIVE,
            )
            .values(state=ENDED)
        )
