"""A kiosk that runs from last week's image, and two that run from one disk: the hub keeps both
histories, shows the fork, and the kiosk goes on in a new journal."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from contract.values import JournalId
from edge_agent.device import DeviceDirectory
from edge_agent.journal import is_diverged
from tests.end_to_end.bad_days.judging import Trial
from tests.end_to_end.bad_days.kiosk import Kiosk
from tests.end_to_end.bad_days.town import Town
from tests.support.waiting import eventually

pytestmark = pytest.mark.timeout(600)


def image(kiosk: Kiosk, to: Path) -> Path:
    """A copy of its whole disk; its agent must be still."""
    return Path(shutil.copytree(kiosk.folder.path, to))


def diverged(kiosk: Kiosk, journal: JournalId) -> bool:
    return is_diverged(kiosk.folder.journals_path, journal)


def test_a_kiosk_restored_from_last_weeks_image_goes_on_in_a_new_journal(
    town: Town, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with town.kiosk() as kiosk:
        trial = Trial(town, request, "kiosk restored from last week's image", (kiosk,))
        kiosk.start()
        trial.after(lambda: kiosk.pay(10))
        kiosk.stop()
        old = image(kiosk, tmp_path / "image")
        kiosk.start()
        trial.after(lambda: kiosk.pay(10))
        kiosk.stop()
        lost = kiosk.journal.journal
        shutil.rmtree(kiosk.folder.path)
        shutil.copytree(old, kiosk.folder.path)
        kiosk.pay(3)  # before anybody knows that the disk is an old one
        trial.after(kiosk.start)
        eventually(lambda: diverged(kiosk, lost), "the kiosk knows that its disk is old")
        trial.after(lambda: kiosk.pay(5))
        assert kiosk.journal.journal != lost
        assert town.copy.branches(lost.raw) == 1
        held = town.copy.held(lost.raw)
        assert held is not None
        assert held.state == "forked"
        trial.verify(forked=True)


@contextmanager
def clone_of(kiosk: Kiosk, folder: Path) -> Iterator[Kiosk]:
    """A second machine with the same disk."""
    clone = Kiosk(DeviceDirectory(image(kiosk, folder)), kiosk.programs, seed=500)
    try:
        yield clone
    finally:
        clone.stop()


def test_two_machines_with_one_disk_are_both_kept_and_shown_as_a_fork(
    town: Town, request: pytest.FixtureRequest
) -> None:
    with town.kiosk() as kiosk:
        kiosk.start()
        Trial(town, request, "", (kiosk,)).after(lambda: kiosk.pay(5))
        kiosk.stop()
        shared = kiosk.journal.journal
        with clone_of(kiosk, kiosk.folder.path.with_name("clone")) as clone:
            trial = Trial(town, request, "cloned disk, both machines running", (kiosk, clone))
            for machine in (kiosk, clone):
                machine.pay(5)
            kiosk.start()
            trial.after(clone.start)
            eventually(
                lambda: diverged(kiosk, shared) or diverged(clone, shared), "one of them knows"
            )
            late = kiosk if diverged(kiosk, shared) else clone
            trial.after(lambda: late.pay(2))
            assert late.journal.journal != shared
            assert town.copy.branches(shared.raw) == 1
            trial.verify(forked=True)
