"""The count that matters: the same payment seen by four that know nothing of each other."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from edge_agent.device import DeviceDirectory
from edge_agent.journal import JournalReader, journal_files
from provisioning.enrolment.administrator import Administrator

KIOSK_WRITER = "kiosk"
APPROVED = "payment.approved"
_PAGE = 1000


@dataclass(frozen=True)
class Counts:
    """How many payments each source has."""

    terminal: int
    journal: int
    paper: int
    hub: int

    @property
    def equal(self) -> bool:
        """One payment was made, so each has one."""
        return self.terminal == self.journal == self.paper == self.hub == 1

    @property
    def line(self) -> str:
        return (
            f"terminal {self.terminal} = journal {self.journal} = "
            f"paper {self.paper} = hub {self.hub}"
            if self.equal
            else f"terminal {self.terminal}, journal {self.journal}, "
            f"paper {self.paper}, hub {self.hub}: NOT EQUAL"
        )


def terminal_count(ledger: Path) -> int:
    """Approvals in the ledger that the terminal itself keeps."""
    if not ledger.exists():
        return 0
    entries = [json.loads(line) for line in ledger.read_text("utf-8").splitlines() if line]
    return len(entries)


def journal_count(
    device: DeviceDirectory, kind: str = APPROVED, writer: str = KIOSK_WRITER
) -> int:
    """Events of a kind in one writer's journals, read from their files."""
    count = 0
    for file in journal_files(device.journals_path):
        if file.writer != writer:
            continue
        with JournalReader(file.path) as reader:
            seq = 0
            while page := reader.entries(seq, _PAGE):
                count += sum(event.kind == kind for event in page)
                seq = page[-1].seq
    return count


def paper_count(folder: Path) -> int:
    """Pieces that the printer has cut off."""
    return len(list(folder.glob("receipt-*.png")))


def hub_count(administrator: Administrator) -> int:
    """Approved payments, as the hub answers the administrator over HTTPS."""
    counts = administrator.read("/admin/v1/counts", dict[str, Any])
    approved: int = counts["payments"].get("approved", 0)
    return approved
