"""What the agent's tests share: a clock by hand, and the events of a bill payment."""

import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from contract.clock import ClockQuality, Moment
from contract.events import (
    BillStanding,
    FoundBy,
    Outcome,
    PaidBill,
    PaymentApproved,
    PaymentClosed,
    PaymentRequested,
    PaymentStarted,
)
from contract.values import TrackingCode, TransactionId
from edge_agent.journal import Draft, JournalWriter, Origin, SpaceLimits, open_journal

NOW_MS = 1_795_000_000_000
DAY_MS = 24 * 3600 * 1000
ORIGIN = Origin("qazvin", "k-test", "0.1.0", (3056, 3057))
FIRST_CODE = TrackingCode.make(3056, 1).text
LITTLE_SPACE = SpaceLimits(reserve_bytes=4096, minimum_free_bytes=0)


@dataclass
class HandClock:
    """A clock that stands until it is moved; moving it keeps UTC and monotonic time together."""

    utc_ms: int = NOW_MS
    monotonic_ms: int = 1_000
    quality: ClockQuality = ClockQuality.HUB
    boot: bytes = field(default=b"bootboot")

    def now(self) -> Moment:
        return Moment(self.utc_ms, self.boot, self.monotonic_ms, self.quality)

    def advance(self, ms: int) -> None:
        self.utc_ms += ms
        self.monotonic_ms += ms


def scratch_folder() -> Path:
    """A new folder in memory where the machine has such, for tests that sync without end and
    prove nothing about this machine's disk. The caller removes it."""
    memory = Path("/dev/shm")  # noqa: S108 (mkdtemp makes a folder of our own in it)
    return Path(
        tempfile.mkdtemp(prefix="pishkhan-", dir=memory if os.access(memory, os.W_OK) else None)
    )


def opened(folder: Path, clock: HandClock | None = None, writer: str = "kiosk") -> JournalWriter:
    return open_journal(folder, writer, ORIGIN, clock or HandClock(), space=LITTLE_SPACE)


def started(transaction: TransactionId, tracking: str = FIRST_CODE) -> Draft:
    event = PaymentStarted(
        tracking=tracking,
        bills=(
            PaidBill(
                bill_id="1117753200140",
                payment_id="12070160",
                amount=120_000,
                standing=BillStanding.VERIFIED,
            ),
        ),
        amount=120_000,
    )
    return Draft(event, transaction)


def requested(transaction: TransactionId, reference: str = "r-1") -> Draft:
    event = PaymentRequested(reference=reference, amount=120_000, terminal="12345678")
    return Draft(event, transaction)


def approved(transaction: TransactionId, reference: str = "r-1") -> Draft:
    event = PaymentApproved(
        reference=reference,
        amount=120_000,
        rrn="412345678901",
        trace="000123",
        pan="603799******0014",
        terminal="12345678",
        found_by=FoundBy.ANSWER,
    )
    return Draft(event, transaction)


def closed(transaction: TransactionId) -> Draft:
    return Draft(PaymentClosed(outcome=Outcome.PAID), transaction)


def pay(journal: JournalWriter) -> TransactionId:
    """A whole payment in four commits; its transaction."""
    transaction = TransactionId.new()
    journal.append(started(transaction, journal.next_tracking_code().text))
    journal.append(requested(transaction))
    journal.append(approved(transaction))
    journal.append(closed(transaction))
    return transaction
