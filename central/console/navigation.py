"""The side of the console: the pages that exist and that this person may see."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from central.console.texts import text
from central.staff import Permission, Staff, may


class Section(StrEnum):
    KIOSKS = "/kiosks"
    PAYMENTS = "/payments"
    COURIER = "/courier"
    RELEASES = "/releases"

    @classmethod
    def of(cls, path: str) -> Self | None:
        """The section a page stands in."""
        for section in cls:
            if path == section or path.startswith(f"{section}/"):
                return section
        return None


@dataclass(frozen=True)
class Entry:
    path: str
    title: str
    icon: str
    current: bool


_ENTRIES = (
    (Section.KIOSKS, "nav-kiosks", "desktop-tower", Permission.SEE_KIOSKS),
    (Section.PAYMENTS, "nav-payments", "coins", Permission.SEE_PAYMENTS),
    (Section.COURIER, "nav-courier", "usb", Permission.COMMAND_KIOSKS),
    (Section.RELEASES, "nav-releases", "package", Permission.SEE_KIOSKS),
)


def entries_for(staff: Staff | None, current: Section | None) -> list[Entry]:
    if staff is None:
        return []
    return [
        Entry(section, text(title), icon, section is current)
        for section, title, icon, permission in _ENTRIES
        if may(staff.role, permission)
    ]


def first_page(staff: Staff) -> str | None:
    """Where someone lands after signing in; None when the role has no page yet."""
    entries = entries_for(staff, None)
    return entries[0].path if entries else None
