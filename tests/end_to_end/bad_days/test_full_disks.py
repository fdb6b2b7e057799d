"""Disks that are really full: the hub acknowledges nothing that it cannot keep, the kiosk begins
nothing that it cannot finish, and both go on by themselves when there is room again."""

import pytest

from contract.values import TransactionId
from edge_agent.journal import DiskNearlyFull
from tests.edge_agent.support import approved, closed, requested, started
from tests.end_to_end.bad_days.judging import Trial
from tests.end_to_end.bad_days.kiosk import Kiosk
from tests.end_to_end.bad_days.town import Town
from tests.support.waiting import eventually

pytestmark = pytest.mark.timeout(600)
KIOSK_DISK_MIB = 80
UNAVAILABLE = "database unavailable"
NO_MOUNT = "only root may mount a small disk"


def test_a_full_disk_at_the_hub_holds_everything_up_and_loses_nothing(
    town: Town, neighbour: Kiosk, request: pytest.FixtureRequest
) -> None:
    if town.hub_disk is None:
        pytest.skip(NO_MOUNT)
    trial = Trial(town, request, "full disk at the hub", (neighbour,))
    hub_log = town.city.programs.logs / "hub.log"
    before = hub_log.read_text("utf-8").count(UNAVAILABLE)
    town.hub_disk.fill()

    def refuses() -> bool:
        neighbour.pay(town.size.payments)
        return hub_log.read_text("utf-8").count(UNAVAILABLE) > before

    eventually(refuses, "the hub can keep nothing more")
    trial.after(town.hub_disk.empty)
    trial.verify()


def test_a_full_disk_at_the_kiosk_begins_nothing_and_finishes_what_was_begun(
    town: Town, request: pytest.FixtureRequest
) -> None:
    with town.kiosk(disk_mib=KIOSK_DISK_MIB) as kiosk:
        if kiosk.disk is None:
            pytest.skip(NO_MOUNT)
        trial = Trial(town, request, "full disk at the kiosk", (kiosk,))
        kiosk.start()
        trial.after(lambda: kiosk.pay(5))
        transaction = TransactionId.new()
        with kiosk.writing() as journal:
            code = journal.next_tracking_code().text
            journal.append(started(transaction, code), requested(transaction))
            kiosk.disk.fill()
            journal.append(approved(transaction))
            journal.append(closed(transaction))
            with pytest.raises(DiskNearlyFull):
                journal.append(started(TransactionId.new(), code))
        trial.after(lambda: None)
        assert kiosk.runs
        kiosk.disk.empty()
        trial.after(lambda: kiosk.pay(5))
        trial.verify()
