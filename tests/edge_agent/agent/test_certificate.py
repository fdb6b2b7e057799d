"""The certificate is renewed in time, once at a time, and its outcome told."""

import queue
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from contract.clock import SystemClock
from contract.command import CommandOutcome
from edge_agent.agent.certificate import (
    DAY_MS,
    LOOK_EVERY_MS,
    CertificateKeeper,
    RenewalFinished,
)
from edge_agent.device import DamagedDeviceFile, DeviceDirectory
from edge_agent.reference import HubUnreachable


@dataclass
class Certificate:
    """Ends after `days`; `failure` is what its renewal raises."""

    days: float
    failure: Exception | None = None
    unreadable: Exception | None = None
    renewals: int = 0

    def end_ms(self) -> int:
        if self.unreadable is not None:
            raise self.unreadable
        return SystemClock().now().utc_ms + int(self.days * DAY_MS)

    def run(self) -> int:
        self.renewals += 1
        if self.failure is not None:
            raise self.failure
        self.days = 3 * 365
        return self.end_ms()


@dataclass
class Bench:
    certificate: Certificate
    happenings: "queue.SimpleQueue[Any]" = field(default_factory=queue.SimpleQueue)
    begun: list[Callable[[], None]] = field(default_factory=list)

    def keeper(self) -> CertificateKeeper:
        return CertificateKeeper(
            self.certificate, SystemClock(), self.happenings, self.begun.append
        )

    def work(self) -> RenewalFinished:
        self.begun.pop()()
        finished: RenewalFinished = self.happenings.get_nowait()
        return finished


def test_one_that_lasts_is_left_alone() -> None:
    bench = Bench(Certificate(days=61))
    bench.keeper().tend(0)
    assert not bench.begun


def test_one_that_ends_within_sixty_days_is_renewed_once() -> None:
    bench = Bench(Certificate(days=59))
    keeper = bench.keeper()
    keeper.tend(0)
    keeper.tend(LOOK_EVERY_MS)  # still under way
    finished = bench.work()
    keeper.finished()
    keeper.tend(2 * LOOK_EVERY_MS)
    assert not bench.begun
    assert finished.ended.outcome is CommandOutcome.DONE
    assert finished.ended.answer.line.startswith("valid until 20")


@pytest.mark.parametrize(
    ("failure", "why"),
    [(HubUnreachable("https://hub", "no route"), "no route"), (OSError("disk full"), "disk full")],
)
def test_a_renewal_that_fails_says_why_and_is_tried_again_within_the_hour(
    failure: Exception, why: str
) -> None:
    bench = Bench(Certificate(days=-1, failure=failure))
    keeper = bench.keeper()
    keeper.tend(0)
    finished = bench.work()
    keeper.finished()
    assert finished.ended.outcome is CommandOutcome.FAILED
    assert why in finished.ended.answer.line
    keeper.tend(LOOK_EVERY_MS - 1)
    assert not bench.begun
    keeper.tend(LOOK_EVERY_MS)
    assert len(bench.begun) == 1


def test_an_order_during_a_renewal_waits_for_that_one() -> None:
    bench = Bench(Certificate(days=1))
    keeper = bench.keeper()
    keeper.tend(0)
    keeper.start()
    assert len(bench.begun) == 1


def test_a_certificate_that_cannot_be_read_stops_nothing(tmp_path: Path) -> None:
    path = DeviceDirectory(tmp_path).tls_certificate_path
    bench = Bench(Certificate(days=1, unreadable=DamagedDeviceFile(path, "no PEM")))
    bench.keeper().tend(0)
    assert not bench.begun
