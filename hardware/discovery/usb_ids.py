"""The table of USB ids (`usb_ids.toml`): what a device with these ids is, and how sure that is."""

from functools import cache
from pathlib import Path

import msgspec

from hardware.device import Table

_FILE = Path(__file__).with_name("usb_ids.toml")


class IdRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row; the head of the file says what each key means."""

    ids: list[str]
    name: str
    sure: bool
    source: str
    table: Table | None = None
    driver: str = ""


class _File(msgspec.Struct, frozen=True):
    row: list[IdRow]


@cache
def id_rows() -> tuple[IdRow, ...]:
    return tuple(msgspec.toml.decode(_FILE.read_bytes(), type=_File).row)


def row_of(vendor: int, product: int) -> IdRow | None:
    """The row of both ids, else that of the vendor."""
    for wanted in (f"{vendor:04x}:{product:04x}", f"{vendor:04x}"):
        for row in id_rows():
            if wanted in row.ids:
                return row
    return None
