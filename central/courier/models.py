"""Which files were carried here, and the answers to take back."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from central.database import BIG_ID, Base


class CarriedFile(Base):
    """`file` is the hash of its head, `made_ms` by the kiosk's clock, `taken_ms` by the hub's;
    `events` were new. Not `whole`: it was damaged after what was taken."""

    __tablename__ = "courier_files"
    __table_args__ = (Index(None, "device"),)

    number: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    device: Mapped[str]
    file: Mapped[bytes]
    made_ms: Mapped[int]
    taken_ms: Mapped[int]
    by: Mapped[str]
    batches: Mapped[int]
    events: Mapped[int]
    refused: Mapped[int]
    whole: Mapped[bool]
    answer: Mapped[bytes]
