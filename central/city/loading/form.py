"""What a file of a city looks like, apart from its columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

import msgspec

from central.city.loading.cells import CellReader


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """`line` is where the row stands in its file."""

    line: int


RowType = TypeVar("RowType", bound=Row)


@dataclass(frozen=True)
class Form(Generic[RowType]):
    """One file's form. Cells of `optional` columns may be empty; those of `added` too, and their
    columns may be missing, since files were made before there were any. `notes` may be missing and
    are never read. A file that is `dispensable` may be missing: the city has no such rows."""

    file: str
    row: type[RowType]
    columns: Mapping[str, CellReader]
    optional: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()
    added: frozenset[str] = frozenset()
    dispensable: bool = False

    def may_be_empty(self, column: str) -> bool:
        """Whether a row may say nothing there."""
        return column in self.optional or column in self.added
