"""Files taken and money without a payment, folded from the hub's journal."""

from collections.abc import Sequence
from typing import get_args

from sqlalchemy import Connection, and_, delete, insert

from central.ingest import Fact
from central.settlement.models import BankFile, UnmatchedMoney
from contract.events import BankFileSettled, MoneyUnmatched, PaymentSettled, SettlementEvent

_EVENTS = frozenset(get_args(SettlementEvent))


class SettlementProjection:
    """Keeps both tables true to the events; implements `central.ingest.Projection`."""

    def fold(self, connection: Connection, facts: Sequence[Fact]) -> None:
        """Take the facts about banks' files among these into the tables."""
        for fact in (fact for fact in facts if type(fact.event) in _EVENTS):
            match fact.event:
                case BankFileSettled() as taken:
                    connection.execute(insert(BankFile).values(_file(fact, taken)))
                case MoneyUnmatched() as money:
                    _forget(connection, money.terminal, money.rrn)
                    connection.execute(insert(UnmatchedMoney).values(_money(money)))
                case PaymentSettled() as settled:
                    _forget(connection, settled.terminal, settled.rrn)
                case _:
                    continue

    def dispute(self, connection: Connection, journal: bytes, branch: int, fork_seq: int) -> None:
        """The hub's own journal has one history."""

    def clear(self, connection: Connection) -> None:
        """Empty the tables, to be folded anew."""
        connection.execute(delete(UnmatchedMoney))
        connection.execute(delete(BankFile))


def _forget(connection: Connection, terminal: str, rrn: str) -> None:
    """A payment that came late explains it, or a later file tells of it again."""
    if rrn:
        connection.execute(
            delete(UnmatchedMoney).where(
                and_(UnmatchedMoney.terminal == terminal, UnmatchedMoney.rrn == rrn)
            )
        )


def _file(fact: Fact, taken: BankFileSettled) -> dict[str, object]:
    return {
        "file": taken.file,
        "name": taken.name,
        "rows": taken.rows,
        "first_day_ms": taken.first_day_ms,
        "last_day_ms": taken.last_day_ms,
        "taken_ms": fact.utc_ms,
    }


def _money(money: MoneyUnmatched) -> dict[str, object]:
    return {
        "terminal": money.terminal,
        "rrn": money.rrn,
        "amount": money.amount,
        "bank_ms": money.bank_ms,
        "reference": money.reference,
        "file": money.file,
        "line": money.line,
    }
