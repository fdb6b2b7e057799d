"""For whom a release is open, and what came of it, on both databases."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from central.__main__ import main
from central.beginning import begin_journal
from central.fleet import DeviceUnknown, revoke
from central.hub import Hub
from central.ingest.rebuild import rebuild
from central.ingesting import projections
from central.releases import (
    Progress,
    ReleaseUnknown,
    Repository,
    State,
    latest_update,
    open_release,
    pause_release,
    progress,
    resume_release,
    set_ring,
)
from central.releases.opening import open_for
from contract.events import (
    UpdateApplied,
    UpdateConfirmed,
    UpdateEvent,
    UpdateRolledBack,
    UpdateStaged,
)
from contract.release import ReleaseVersion, Ring
from tests.central.console.rig import Fleet, open_test_hub
from tests.central.support.kiosk import Kiosk
from tests.support.releases import add_release, release, small_files

OLD, NEW = ReleaseVersion(0, 2, 0), ReleaseVersion(0, 10, 0)
BY = "maryam"
STAGED = UpdateStaged(software="0.2.0", digest=bytes(32), source="hub")
APPLIED = UpdateApplied(software="0.2.0", before="0.1.0")
CONFIRMED = UpdateConfirmed(software="0.2.0")
ROLLED_BACK = UpdateRolledBack(software="0.2.0", before="0.1.0", reason="not_well")


@dataclass
class Room:
    """A hub whose city has signed two releases, and a kiosk in each ring."""

    hub: Hub
    fleet: Fleet
    kiosks: dict[Ring, Kiosk]

    def offered(self) -> list[ReleaseVersion | None]:
        """To each ring."""
        repository = Repository(self.hub.city_dir)
        with self.hub.sessions.reading() as session:
            return [open_for(session, repository, kiosk.device) for kiosk in self.kiosks.values()]

    def progress(self) -> list[Progress]:
        with self.hub.sessions.reading() as session:
            return progress(session)

    def says(self, ring: Ring, *events: UpdateEvent) -> None:
        """The kiosk's agent journals it."""
        kiosk = self.kiosks[ring]
        first = len(kiosk.journal.entries) + 1
        for event in events:
            kiosk.journal.append(event)
        self.fleet.send(kiosk, first=1 if first == 2 else first)


@pytest.fixture
def room(tmp_path: Path, database_url: str) -> Iterator[Room]:
    hub = open_test_hub(tmp_path, database_url)
    begin_journal(hub)
    assert release(hub.city_dir, "init") == 0
    for version in (OLD, NEW):
        add_release(hub.city_dir, str(version), small_files(str(version)))
    fleet = Fleet(hub)
    fleet.custody = replace(fleet.custody, projections=projections())
    kiosks = {ring: fleet.kiosk(ring.value) for ring in Ring}
    set_ring(hub, kiosks[Ring.PILOT].device, Ring.PILOT, BY)
    set_ring(hub, kiosks[Ring.EARLY].device, Ring.EARLY, BY)
    yield Room(hub, fleet, kiosks)
    hub.engine.dispose()


def test_a_release_reaches_a_ring_and_those_before_it(room: Room) -> None:
    assert room.offered() == [None, None, None]
    open_release(room.hub, OLD, Ring.PILOT, BY)
    assert room.offered() == [OLD, None, None]
    open_release(room.hub, OLD, Ring.EARLY, BY)
    assert room.offered() == [OLD, OLD, None]
    open_release(room.hub, OLD, Ring.ALL, BY)
    assert room.offered() == [OLD, OLD, OLD]
    open_release(room.hub, OLD, Ring.PILOT, BY)
    assert room.offered() == [OLD, None, None]


def test_of_two_that_are_open_the_newer_one_is_offered(room: Room) -> None:
    open_release(room.hub, OLD, Ring.ALL, BY)
    open_release(room.hub, NEW, Ring.PILOT, BY)
    assert room.offered() == [NEW, OLD, OLD]


def test_a_release_that_is_paused_reaches_nobody_until_it_is_resumed(room: Room) -> None:
    open_release(room.hub, OLD, Ring.ALL, BY)
    open_release(room.hub, NEW, Ring.EARLY, BY)
    pause_release(room.hub, NEW, BY)
    assert room.offered() == [OLD, OLD, OLD]
    resume_release(room.hub, NEW, BY)
    assert room.offered() == [NEW, NEW, OLD]


def test_what_was_withdrawn_is_offered_no_more(room: Room) -> None:
    open_release(room.hub, NEW, Ring.ALL, BY)
    assert release(room.hub.city_dir, "withdraw", str(NEW)) == 0
    assert room.offered() == [None, None, None]


def test_what_is_not_there_is_refused_by_name(room: Room) -> None:
    with pytest.raises(ReleaseUnknown) as unknown:
        open_release(room.hub, ReleaseVersion(9, 9, 9), Ring.ALL, BY)
    assert "0.2.0, 0.10.0" in unknown.value.what
    for act in (pause_release, resume_release):
        with pytest.raises(ReleaseUnknown):
            act(room.hub, OLD, BY)
    with pytest.raises(DeviceUnknown):
        set_ring(room.hub, "k-nobody", Ring.PILOT, BY)
    assert room.offered() == [None, None, None]


def test_how_far_it_is_counts_kiosks_by_what_they_say(room: Room) -> None:
    open_release(room.hub, OLD, Ring.EARLY, BY)
    room.says(Ring.PILOT, STAGED, APPLIED, CONFIRMED)
    room.says(Ring.EARLY, STAGED, APPLIED)
    (found,) = room.progress()
    assert (found.kiosks, found.at) == (2, {State.CONFIRMED: 1, State.TRYING: 1})
    room.says(Ring.EARLY, ROLLED_BACK)
    (found,) = room.progress()
    assert found.at == {State.CONFIRMED: 1, State.ROLLED_BACK: 1}
    with room.hub.sessions.reading() as session:
        latest = latest_update(session, room.kiosks[Ring.EARLY].device)
        assert latest is not None
        assert (latest.version, latest.state, latest.reason) == (
            "0.2.0",
            State.ROLLED_BACK,
            "not_well",
        )
        assert latest_update(session, room.kiosks[Ring.ALL].device) is None


def test_a_kiosk_that_was_revoked_is_not_waited_for(room: Room) -> None:
    open_release(room.hub, OLD, Ring.ALL, BY)
    with room.hub.sessions.writing() as session:
        revoke(session, room.kiosks[Ring.ALL].device, "stolen", room.hub.now_ms())
    assert [found.kiosks for found in room.progress()] == [2]


def test_rebuilt_from_the_journals_it_is_the_same(room: Room) -> None:
    open_release(room.hub, OLD, Ring.EARLY, BY)
    open_release(room.hub, NEW, Ring.PILOT, BY)
    pause_release(room.hub, NEW, BY)
    room.says(Ring.PILOT, STAGED, APPLIED, ROLLED_BACK)
    before, offered = _said(room), room.offered()
    with room.hub.engine.begin() as connection:
        rebuild(connection, projections(), lambda _done, _of: None)
    assert (_said(room), room.offered()) == (before, offered)


def _said(room: Room) -> list[tuple[object, ...]]:
    return [
        (f.opened.version, f.opened.ring, f.opened.paused, f.opened.by, f.kiosks, dict(f.at))
        for f in room.progress()
    ]


def test_all_of_it_is_said_on_the_command_line(
    room: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    places = ["--city-dir", str(room.hub.city_dir), "--data", str(room.hub.settings.data_dir)]
    if room.hub.settings.database_url:
        places += ["--database-url", room.hub.settings.database_url]

    def said(*arguments: str) -> str:
        capsys.readouterr()
        assert main(["release", *arguments, *places]) == 0
        return capsys.readouterr().out

    assert "no release was opened" in said("status")
    assert "0.2.0 is open for: pilot, early" in said("open", "0.2.0", "--ring", "early")
    assert "is in ring early" in said("ring", room.kiosks[Ring.ALL].device, "early")
    assert "0.2.0 is paused" in said("pause", "0.2.0")
    assert "0.2.0 is open again" in said("resume", "0.2.0")
    room.says(Ring.PILOT, STAGED)
    status = said("status")
    assert "0.2.0  open for early  kiosks 3  staged 1  trying 0" in status
    assert "the list ends on 14" in status
    (found,) = json.loads(said("status", "--json"))["releases"]
    assert (found["version"], found["kiosks"], found["staged"]) == ("0.2.0", 3, 1)
