"""The alarm about releases that the hub has paused by itself, until somebody decides on them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from central.console.figures import number
from central.console.texts import text
from central.releases import OpenedRelease, held_releases
from contract.values import isolate_ltr


@dataclass(frozen=True)
class HeldRelease:
    """`cause` in a sentence; the two commands that a person may choose between."""

    cause: str
    go_on: str
    withdraw: str


def held_rows(session: Session) -> Sequence[HeldRelease]:
    """The latest first."""
    return [_row(each) for each in held_releases(session)]


def _row(held: OpenedRelease) -> HeldRelease:
    return HeldRelease(
        cause=text(
            "release-held-cause",
            version=isolate_ltr(held.version),
            ring=text(f"ring-{held.held_ring}"),
            back=number(held.held_back or 0),
            kiosks=number(held.held_kiosks or 0),
        ),
        go_on=f"pishkhan hub release resume {held.version}",
        withdraw=f"pishkhan provision release withdraw {held.version}",
    )
