"""Views of releases; folded from the hub's journal and the kiosks', never edited."""

from sqlalchemy import false
from sqlalchemy.orm import Mapped, mapped_column

from central.database import Base


class OpenedRelease(Base):
    """For whom a release is open. `changed_ms` (UTC) is when that was last said, `by` whom.

    Where the hub has paused it by itself, `held_ring` is the ring in which `held_back` of
    `held_kiosks` kiosks had taken it back.
    """

    __tablename__ = "opened_releases"

    version: Mapped[str] = mapped_column(primary_key=True)
    ring: Mapped[str]
    paused: Mapped[bool]
    changed_ms: Mapped[int]
    by: Mapped[str]
    held_ring: Mapped[str | None]
    held_back: Mapped[int | None]
    held_kiosks: Mapped[int | None]


class ReleaseLimit(Base):
    """One row, once a limit was ever set: the `percent` of a ring's kiosks, or None for none."""

    __tablename__ = "release_limits"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    percent: Mapped[int | None]


class DeviceRing(Base):
    """The ring of a kiosk for which somebody has set one."""

    __tablename__ = "device_rings"

    device: Mapped[str] = mapped_column(primary_key=True)
    ring: Mapped[str]


class KioskUpdate(Base):
    """What came of a release at a kiosk: `state` is one of `standing.State`, `reason` why it was
    taken back. `forgiven` once a person has opened or resumed the release after that.
    `changed_ms` is UTC by the kiosk's clock."""

    __tablename__ = "kiosk_updates"

    device: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
    reason: Mapped[str]
    changed_ms: Mapped[int]
    forgiven: Mapped[bool] = mapped_column(server_default=false())
