"""Files that were carried here: who took which, what was new, and the answer, kept a while."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from central.courier.models import CarriedFile
from contract.courier import ANSWER_ENDING, carried_name

KEPT_OF_A_DEVICE = 20
MOST_SHOWN = 50


@dataclass(frozen=True)
class CourierFile:
    """As `CarriedFile`, without the answer's bytes."""

    number: int
    device: str
    file: bytes
    made_ms: int
    taken_ms: int
    by: str
    events: int
    refused: int
    whole: bool

    @property
    def answer_name(self) -> str:
        """What the answer is called on the stick."""
        return carried_name(self.device, self.taken_ms, ANSWER_ENDING)


def keep_file(session: Session, row: CarriedFile) -> CourierFile:
    """The oldest of its device go when there are too many; the journal keeps them all."""
    session.add(row)
    session.flush()
    mine = CarriedFile.device == row.device
    newest = session.scalars(
        select(CarriedFile.number)
        .where(mine)
        .order_by(CarriedFile.number.desc())
        .limit(KEPT_OF_A_DEVICE)
    )
    session.execute(delete(CarriedFile).where(mine, CarriedFile.number < min(newest)))
    return _read(row)


def courier_files(session: Session, limit: int = MOST_SHOWN) -> Sequence[CourierFile]:
    """The newest first."""
    rows = session.scalars(select(CarriedFile).order_by(CarriedFile.number.desc()).limit(limit))
    return [_read(row) for row in rows]


def courier_answer(session: Session, number: int) -> tuple[CourierFile, bytes] | None:
    """None for one that is not kept (any more)."""
    row = session.get(CarriedFile, number)
    return None if row is None else (_read(row), row.answer)


def _read(row: CarriedFile) -> CourierFile:
    return CourierFile(
        number=row.number,
        device=row.device,
        file=row.file,
        made_ms=row.made_ms,
        taken_ms=row.taken_ms,
        by=row.by,
        events=row.events,
        refused=row.refused,
        whole=row.whole,
    )
