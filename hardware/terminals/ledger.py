"""An emulated terminal's memory: every payment it took, one JSON object a line, on disk.

A line is on the disk (fsync) before the terminal answers "approved", so the file can be counted
against journals and papers after any crash.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Charge:
    """One payment taken. `reference` is ours where the protocol carries it."""

    receipt: str
    amount: int
    at_ms: int
    rrn: str
    trace: str
    pan: str
    terminal_id: str
    reference: str | None = None


class Ledger:
    """Append-only; None as path keeps nothing on disk."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self.charges: list[Charge] = []
        if path is not None and path.exists():
            lines = path.read_text(encoding="utf-8").splitlines()
            self.charges = [Charge(**json.loads(line)) for line in lines if line]

    @property
    def last(self) -> Charge | None:
        return self.charges[-1] if self.charges else None

    def append(self, charge: Charge) -> None:
        if self._path is not None:
            entries = {key: value for key, value in asdict(charge).items() if value is not None}
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(entries) + "\n")
                file.flush()
                os.fsync(file.fileno())
        self.charges.append(charge)
