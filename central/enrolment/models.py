"""What the hub remembers of a claim: never its secret, only what was derived from it."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from central.database import Base


class Claim(Base):
    """A one-time claim and, once used, the certificate that it gave.

    `device` is allotted with the claim and never given to another. `request_key` is the SHA-256
    of the public keys (TLS and journal) that used it first; only they get `chain` again.
    """

    __tablename__ = "claims"

    claim: Mapped[bytes] = mapped_column(primary_key=True)
    mac_key: Mapped[bytes]
    device: Mapped[str] = mapped_column(unique=True)
    district: Mapped[int]
    office: Mapped[str]
    office_name: Mapped[str]
    number: Mapped[int]
    device_url: Mapped[str]
    broker_host: Mapped[str]
    broker_port: Mapped[int]
    created_ms: Mapped[int]
    expires_ms: Mapped[int]
    created_by: Mapped[str]
    epoch: Mapped[int]
    request_key: Mapped[bytes | None]
    chain: Mapped[bytes | None]
    used_ms: Mapped[int | None]


class AllottedPrefix(Base):
    """A prefix of tracking codes and the claim whose device alone may use it."""

    __tablename__ = "allotted_prefixes"

    prefix: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    claim: Mapped[bytes] = mapped_column(ForeignKey("claims.claim"), index=True)
    allotted_ms: Mapped[int]
