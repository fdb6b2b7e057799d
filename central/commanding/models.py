"""What became of each command; folded from the hub's journal and the kiosks', never edited."""

from sqlalchemy import JSON, Index
from sqlalchemy.orm import Mapped, mapped_column

from central.database import Base


class CommandOrder(Base):
    """One command to one kiosk. Times are UTC milliseconds: ordered, expires and finished.

    `received` once the kiosk has journaled that it came. `outcome` is done, failed, refused or
    interrupted, `code` with its `figures` why, `detail` the kiosk's line for people; None until it
    has answered, and `code` of a kiosk that knew none yet.
    """

    __tablename__ = "command_orders"
    __table_args__ = (Index(None, "device", "ordered_ms"),)

    epoch: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    counter: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    device: Mapped[str]
    name: Mapped[str]
    arguments: Mapped[dict[str, str]] = mapped_column(JSON)
    by: Mapped[str]
    ordered_ms: Mapped[int]
    expires_ms: Mapped[int]
    received: Mapped[bool]
    outcome: Mapped[str | None]
    code: Mapped[str | None]
    figures: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    detail: Mapped[str | None]
    finished_ms: Mapped[int | None]
