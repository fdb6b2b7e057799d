"""The names of a new payment: transaction, tracking code, reference, receipt job."""

import secrets

from contract.clock import Clock
from contract.values import TrackingCode, TransactionId
from edge_agent.journal import JournalWriter
from kiosk.journeys.money import Ticket

JOB_DIGITS = 9  # prefix and serial: below 2**32, and unique as the code is


def job_of(tracking: TrackingCode) -> str:
    """The receipt's job: four bytes in hexadecimal, as unique as its tracking code."""
    return f"{int(tracking.text[:JOB_DIGITS]):08x}"


def new_copy_job() -> str:
    """The job of a copy: above all jobs of receipts, whose codes stay below 10**9."""
    return f"{0x80000000 | secrets.randbits(31):08x}"


def new_ticket(journal: JournalWriter, clock: Clock, language: str) -> Ticket:
    """Raises NoTrackingPrefix, JournalDamaged or JournalFailed.

    The tracking code is the reference at the terminal too: one number on every paper.
    """
    tracking = journal.next_tracking_code()
    return Ticket(
        transaction=TransactionId.new(),
        tracking=tracking,
        reference=tracking.text,
        job=job_of(tracking),
        begun_ms=clock.now().utc_ms,
        language=language,
    )
