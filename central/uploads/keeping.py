"""Keeping the newest of what a kiosk sends, and finding it again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from central.uploads.models import KeptUpload
from contract.upload import KEPT_OF_EACH_KIND, UploadKind

ENDINGS: Mapping[UploadKind, str] = {
    UploadKind.LOGS: "jsonl.gz",
    UploadKind.SCREENSHOT: "png",
}
_UPLOADS = select(
    KeptUpload.number,
    KeptUpload.kind,
    KeptUpload.received_ms,
    func.length(KeptUpload.content),
).order_by(KeptUpload.number.desc())


@dataclass(frozen=True)
class Upload:
    """`size` is in bytes."""

    number: int
    kind: UploadKind
    received_ms: int
    size: int


def keep_upload(
    session: Session, device: str, kind: UploadKind, content: bytes, now_ms: int
) -> None:
    """An older one goes when there are too many of its kind: a kiosk can't fill the hub's disk."""
    session.add(KeptUpload(device=device, kind=kind.value, received_ms=now_ms, content=content))
    session.flush()
    same = (KeptUpload.device == device, KeptUpload.kind == kind.value)
    numbers = session.scalars(
        select(KeptUpload.number)
        .where(*same)
        .order_by(KeptUpload.number.desc())
        .limit(KEPT_OF_EACH_KIND)
    )
    session.execute(delete(KeptUpload).where(*same, KeptUpload.number < min(numbers)))


def uploads_of(session: Session, device: str) -> Sequence[Upload]:
    """The newest first."""
    rows = session.execute(_UPLOADS.where(KeptUpload.device == device))
    return [
        Upload(number, UploadKind(kind), received_ms, size)
        for number, kind, received_ms, size in rows
    ]


def upload_content(session: Session, device: str, number: int) -> tuple[Upload, bytes] | None:
    """None for what is not there, or of another kiosk."""
    row = session.get(KeptUpload, number)
    if row is None or row.device != device:
        return None
    upload = Upload(row.number, UploadKind(row.kind), row.received_ms, len(row.content))
    return upload, row.content


def file_name(device: str, upload: Upload) -> str:
    """What it is called on the disk of whoever takes it along; its time is UTC."""
    received = datetime.fromtimestamp(upload.received_ms / 1000, UTC)
    return f"{device}-{upload.kind}-{received:%Y%m%d-%H%M%S}.{ENDINGS[upload.kind]}"
