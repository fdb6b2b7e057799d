"""Slots and the switch between them: whatever is cut off where, a whole version runs."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from edge_agent.updates import launching
from edge_agent.updates.launching import (
    MOST_STARTS,
    PROGRAM,
    Application,
    DamagedUpdate,
    Phase,
    Reason,
    Update,
    begin_trial,
    confirm,
    fold,
    prepare_start,
    roll_back,
)

STAGED = Update(version="0.2.0", phase=Phase.STAGED, within_ms=60_000)
UNHEARD = (
    '{"version": "0.2.0", "phase": "unheard"}',
    '{"version": "0.2.0", "phase": "rolled_back", "reason": "unheard"}',
)
OLD, NEW = "versions/0.1.0", "versions/0.2.0"


class PowerCut(BaseException):
    """Nothing after it happens."""


@pytest.fixture
def application(tmp_path: Path) -> Application:
    application = Application(tmp_path)
    for version in ("0.1.0", "0.2.0"):
        program = application.versions / version / PROGRAM
        program.parent.mkdir(parents=True)
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
    application.point_to(OLD)
    application.write(STAGED)
    return application


def cuts(monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]) -> Iterator[int]:
    """Does `work` up to its first, second ... change of the disk, until it comes to its end."""
    changes = {"replace": os.replace, "fsync": os.fsync, "symlink": os.symlink}
    for last in range(1, 50):
        left = last

        def counted(name: str) -> Callable[..., object]:
            def change(*arguments: object) -> object:
                nonlocal left
                if left == 0:
                    raise PowerCut
                left -= 1
                return changes[name](*arguments)  # type: ignore[operator]

            return change

        with monkeypatch.context() as patched:
            for name in changes:
                patched.setattr(os, name, counted(name))
            try:
                work()
            except PowerCut:
                pass
            else:
                return
        yield last
    raise AssertionError("it never came to its end")


def begun(application: Application) -> Update:
    begin_trial(application, STAGED)
    update = application.read()
    assert update is not None
    return update


def test_power_cut_anywhere_in_the_switch_leaves_it_to_come_or_made(
    application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes = set()
    for _ in cuts(monkeypatch, lambda: begin_trial(application, STAGED)):
        update = fold(application)
        assert update is not None
        assert (application.link / PROGRAM).is_file()
        outcomes.add((update.phase, application.named()))
        application.point_to(OLD)
        application.write(STAGED)
    assert outcomes == {(Phase.STAGED, OLD), (Phase.TRYING, NEW)}


def test_power_cut_anywhere_in_taking_it_back_leaves_the_trial_or_the_version_before(
    application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    trying = begun(application)
    outcomes = set()
    for _ in cuts(monkeypatch, lambda: roll_back(application, trying, Reason.NOT_WELL)):
        update = fold(application)
        assert update is not None
        outcomes.add((update.phase, application.named()))
        application.write(trying)
        application.point_to(NEW)
    assert outcomes == {(Phase.TRYING, NEW), (Phase.ROLLED_BACK, OLD)}


def test_a_fold_that_is_cut_off_is_folded_again(
    application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    application.write(replace(begun(application), phase=Phase.ROLLED_BACK))
    for _ in cuts(monkeypatch, lambda: fold(application)):
        fold(application)
        assert application.named() == OLD
        application.point_to(NEW)


def test_each_start_of_a_trial_counts_and_the_last_one_too_many_takes_it_back(
    application: Application,
) -> None:
    begun(application)
    starts = [prepare_start(application) for _ in range(MOST_STARTS)]
    assert [start.starts for start in starts if start is not None] == [1, 2, 3, 4, 5]
    assert prepare_start(application) is None
    assert application.named() == OLD
    update = application.read()
    assert update is not None
    assert (update.phase, update.reason) == (Phase.ROLLED_BACK, Reason.ENDED_OFTEN)


def test_after_a_power_cut_a_trial_has_its_time_anew_and_its_starts_not(
    application: Application,
) -> None:
    trying = begun(application)
    application.write(replace(trying, boot="before", deadline_ms=1, starts=3))
    started = prepare_start(application)
    assert started is not None
    assert started.starts == 4
    assert started.deadline_ms >= launching.monotonic_ms()
    assert started.boot == launching.boot()


def test_what_was_confirmed_is_not_taken_back(application: Application) -> None:
    begun(application)
    assert confirm(application, "0.2.0")
    assert all(prepare_start(application) is None for _ in range(2 * MOST_STARTS))
    assert application.named() == NEW


def test_what_was_taken_back_is_not_confirmed(application: Application) -> None:
    roll_back(application, begun(application), Reason.NOT_WELL)
    assert not confirm(application, "0.2.0")
    assert application.named() == OLD


def test_a_state_of_a_newer_program_is_read_and_a_damaged_one_named(
    application: Application,
) -> None:
    application.state.write_text('{"version": "0.2.0", "phase": "confirmed", "later": 1}')
    update = application.read()
    assert update is not None
    assert update.phase is Phase.CONFIRMED
    for damaged in ("", "[]", "{}", '{"phase": 1}', *UNHEARD):
        application.state.write_text(damaged)
        with pytest.raises(DamagedUpdate):
            application.read()
