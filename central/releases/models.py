"""Views of releases; folded from the hub's journal and the kiosks', never edited."""

from sqlalchemy.orm import Mapped, mapped_column

from central.database import Base


class OpenedRelease(Base):
    """For whom a release is open. `changed_ms` (UTC) is when that was last said, `by` whom."""

    __tablename__ = "opened_releases"

    version: Mapped[str] = mapped_column(primary_key=True)
    ring: Mapped[str]
    paused: Mapped[bool]
    changed_ms: Mapped[int]
    by: Mapped[str]


class DeviceRing(Base):
    """The ring of a kiosk for which somebody has set one."""

    __tablename__ = "device_rings"

    device: Mapped[str] = mapped_column(primary_key=True)
    ring: Mapped[str]


class KioskUpdate(Base):
    """What came of a release at a kiosk: `state` is one of `standing.State`, `reason` why it was
    taken back. `changed_ms` is UTC by the kiosk's clock."""

    __tablename__ = "kiosk_updates"

    device: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
    reason: Mapped[str]
    changed_ms: Mapped[int]
