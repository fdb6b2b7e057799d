"""What banks' files have said beside payments; folded from the hub's journal, never edited."""

from sqlalchemy.orm import Mapped, mapped_column

from central.database import Base


class BankFile(Base):
    """A file that was taken, by its digest. Days are their starts, UTC milliseconds."""

    __tablename__ = "bank_files"

    file: Mapped[bytes] = mapped_column(primary_key=True)
    name: Mapped[str]
    rows: Mapped[int]
    first_day_ms: Mapped[int]
    last_day_ms: Mapped[int]
    taken_ms: Mapped[int]


class UnmatchedMoney(Base):
    """Money that the bank has and no payment explains, as the first file named it."""

    __tablename__ = "unmatched_money"

    terminal: Mapped[str] = mapped_column(primary_key=True)
    rrn: Mapped[str] = mapped_column(primary_key=True)
    amount: Mapped[int]
    bank_ms: Mapped[int]
    reference: Mapped[str]
    file: Mapped[bytes]
    line: Mapped[int]
