"""Bytes from kiosks, as they came. Nothing is folded from them, and only the newest stay."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from central.database import BIG_ID, Base


class KeptUpload(Base):
    """`kind` is one of contract.upload; `received_ms` is by the hub's clock."""

    __tablename__ = "kiosk_uploads"
    __table_args__ = (Index(None, "device", "kind"),)

    number: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    device: Mapped[str]
    kind: Mapped[str]
    received_ms: Mapped[int]
    content: Mapped[bytes]
