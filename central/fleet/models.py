"""The register of devices (written by enrolment) and what each last said of itself."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from central.database.base import Base


class Device(Base):
    """An enrolled machine and where it stands; an id is never used again.

    `state` is active, retired or revoked.
    """

    __tablename__ = "devices"

    device: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
    district: Mapped[int]
    office: Mapped[str]
    office_name: Mapped[str]
    number: Mapped[int]
    tls_fingerprint: Mapped[str]
    certificate_serial: Mapped[str]
    certificate_expires_ms: Mapped[int]
    enrolled_ms: Mapped[int]
    revoked_ms: Mapped[int | None]
    revoked_reason: Mapped[str | None]


class DeviceKey(Base):
    """A public key that signs a device's batches; several while one replaces another."""

    __tablename__ = "device_keys"

    key_id: Mapped[str] = mapped_column(primary_key=True)
    device: Mapped[str] = mapped_column(ForeignKey("devices.device"), index=True)
    public: Mapped[bytes]
    registered_ms: Mapped[int]
    revoked_ms: Mapped[int | None]


class KioskReport(Base):
    """The newest status and telemetry of a device. Live data: not rebuilt from journals.

    `telemetry` holds the report as JSON; `progress_ms` is when its queue last became shorter
    or was empty, `sampled_ms` when a report last became a KioskSample.
    """

    __tablename__ = "kiosk_reports"

    device: Mapped[str] = mapped_column(primary_key=True)
    online: Mapped[bool]
    status_ms: Mapped[int | None]
    seen_ms: Mapped[int]
    boot: Mapped[bytes | None]
    software: Mapped[str | None]
    telemetry_ms: Mapped[int | None]
    telemetry: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    queue: Mapped[int]
    acknowledged: Mapped[int]
    progress_ms: Mapped[int]
    sampled_ms: Mapped[int | None]


class KioskSample(Base):
    """How a device was at one moment. Live data: not rebuilt from journals.

    `boot` and `uptime_ms` are the device's; `measured_ms` the hub's time of it, reckoned back
    where `told_later`. What was not measured is None. `unwell` names parts with their reason
    ("paper:paper_end").
    """

    __tablename__ = "kiosk_samples"

    device: Mapped[str] = mapped_column(primary_key=True)
    boot: Mapped[bytes] = mapped_column(primary_key=True)
    uptime_ms: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    measured_ms: Mapped[int]
    told_later: Mapped[bool]
    queue: Mapped[int]
    lag_ms: Mapped[int]
    disk_free_percent: Mapped[int | None]
    memory_free_percent: Mapped[int | None]
    processor_busy_percent: Mapped[int | None]
    celsius: Mapped[float | None]
    unwell: Mapped[list[str]] = mapped_column(JSON)

    __table_args__ = (Index("ix_kiosk_samples_device_measured_ms", "device", "measured_ms"),)
