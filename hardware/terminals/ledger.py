"""An emulated terminal's memory: every payment it took or gave back, one JSON object a line, on
disk.

A line is on the disk (fsync) before the terminal answers "approved", so the file can be counted
against journals and papers after any crash.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Charge:
    """One payment taken. `reference` is ours where the protocol carries it.

    `reverses`: the receipt of the payment that this one gave back; None for a payment.
    """

    receipt: str
    amount: int
    at_ms: int
    rrn: str
    trace: str
    pan: str
    terminal_id: str
    reference: str | None = None
    merchant: str | None = None
    reverses: str | None = None


class Ledger:
    """Append-only; None as path keeps nothing on disk."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._lines: list[Charge] = []
        if path is not None and path.exists():
            lines = path.read_text(encoding="utf-8").splitlines()
            self._lines = [Charge(**json.loads(line)) for line in lines if line]

    @property
    def charges(self) -> list[Charge]:
        """The payments taken, also those given back later."""
        return [line for line in self._lines if line.reverses is None]

    @property
    def reversals(self) -> list[Charge]:
        return [line for line in self._lines if line.reverses is not None]

    @property
    def last(self) -> Charge | None:
        """The newest line, whatever it is: its receipt counts on."""
        return self._lines[-1] if self._lines else None

    def append(self, charge: Charge) -> None:
        if self._path is not None:
            entries = {key: value for key, value in asdict(charge).items() if value is not None}
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(entries) + "\n")
                file.flush()
                os.fsync(file.fileno())
        self._lines.append(charge)
