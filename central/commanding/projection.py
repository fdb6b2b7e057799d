"""Commands and their answers, folded from what hub and kiosks have journaled."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, update

from central.commanding.models import CommandOrder
from central.ingest import Fact
from contract.events import (
    CommandFinished,
    CommandFinishedInWords,
    CommandOrdered,
    CommandReceived,
)

_EVENTS = frozenset((CommandOrdered, CommandReceived, CommandFinished, CommandFinishedInWords))


class CommandsProjection:
    """Keeps the table true to the events; implements `central.ingest.Projection`.

    Only the kiosk that was meant can answer, and its first answer counts.
    """

    def fold(self, connection: Connection, facts: Sequence[Fact]) -> None:
        """Take the facts about commands among these into the table."""
        for fact in (fact for fact in facts if type(fact.event) in _EVENTS):
            match fact.event:
                case CommandOrdered() as ordered:
                    connection.execute(insert(CommandOrder).values(_order(fact, ordered)))
                case CommandReceived(epoch=epoch, counter=counter):
                    _note(connection, fact, epoch, counter, {"received": True})
                case CommandFinished() | CommandFinishedInWords() as finished:
                    answer: dict[str, object] = {
                        "received": True,
                        "outcome": finished.outcome,
                        "detail": finished.detail,
                        "finished_ms": fact.utc_ms,
                    }
                    if isinstance(finished, CommandFinished):
                        answer |= {"code": finished.code, "figures": finished.figures}
                    _note(connection, fact, finished.epoch, finished.counter, answer)
                case _:
                    continue

    def dispute(self, connection: Connection, journal: bytes, branch: int, fork_seq: int) -> None:
        """A command that was carried out on either branch was carried out."""

    def clear(self, connection: Connection) -> None:
        """Empty the table, to be folded anew."""
        connection.execute(delete(CommandOrder))


def _order(fact: Fact, ordered: CommandOrdered) -> dict[str, object]:
    return {
        "epoch": ordered.epoch,
        "counter": ordered.counter,
        "device": ordered.device,
        "name": ordered.name,
        "arguments": ordered.arguments,
        "by": ordered.by,
        "ordered_ms": fact.utc_ms,
        "expires_ms": ordered.expires_ms,
        "received": False,
        "outcome": None,
        "code": None,
        "figures": None,
        "detail": None,
        "finished_ms": None,
    }


def _note(
    connection: Connection, fact: Fact, epoch: int, counter: int, said: dict[str, object]
) -> None:
    connection.execute(
        update(CommandOrder)
        .where(
            CommandOrder.epoch == epoch,
            CommandOrder.counter == counter,
            CommandOrder.device == fact.device,
            CommandOrder.outcome.is_(None),
        )
        .values(said)
    )
