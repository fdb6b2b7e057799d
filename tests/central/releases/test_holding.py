"""A release that too many kiosks of a ring take back is paused by the hub, on both databases."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from central.__main__ import main
from central.beginning import begin_journal
from central.fleet import revoke
from central.hub import Hub, open_hub
from central.ingest.rebuild import rebuild
from central.ingesting import projections
from central.releases import (
    USUAL_PERCENT,
    Repository,
    held_releases,
    hold_bad_releases,
    limit_of,
    open_release,
    resume_release,
    set_limit,
    set_ring,
)
from central.releases.opening import open_for
from central.settings import HubSettings
from contract.events import UpdateConfirmed, UpdateEvent, UpdateRolledBack
from contract.release import ReleaseVersion, Ring
from tests.central.console.rig import Fleet, open_test_hub
from tests.central.support.kiosk import Kiosk
from tests.central.support.rig import CityRig, MqttDevice
from tests.support.ports import LOOPBACK
from tests.support.releases import add_release, release, small_files

NEW = ReleaseVersion(0, 2, 0)
BY = "maryam"
CONFIRMED = UpdateConfirmed(software="0.2.0")
BACK = UpdateRolledBack(software="0.2.0", before="0.1.0", reason="not_well")
IN_EARLY = 4


class Room:
    """A hub whose release is open for one pilot and four early kiosks; one more is in `all`."""

    def __init__(self, hub: Hub, fleet: Fleet) -> None:
        self.hub, self.fleet = hub, fleet
        self.pilot = fleet.kiosk("pilot")
        self.early = [fleet.kiosk(f"early {number}") for number in range(IN_EARLY)]
        self.last = fleet.kiosk("last")
        set_ring(hub, self.pilot.device, Ring.PILOT, BY)
        for kiosk in self.early:
            set_ring(hub, kiosk.device, Ring.EARLY, BY)
        open_release(hub, NEW, Ring.EARLY, BY)

    def says(self, kiosk: Kiosk, event: UpdateEvent) -> None:
        first = len(kiosk.journal.entries) + 1
        kiosk.journal.append(event)
        self.fleet.send(kiosk, first=1 if first == 2 else first)

    def held(self) -> Sequence[tuple[str, str | None, int | None, int | None]]:
        """After the hub has looked."""
        hold_bad_releases(self.hub)
        return self.stands()

    def stands(self) -> Sequence[tuple[str, str | None, int | None, int | None]]:
        with self.hub.sessions.reading() as session:
            return [
                (each.version, each.held_ring, each.held_back, each.held_kiosks)
                for each in held_releases(session)
            ]

    def offered(self, kiosk: Kiosk) -> ReleaseVersion | None:
        with self.hub.sessions.reading() as session:
            return open_for(session, Repository(self.hub.city_dir), kiosk.device)


@pytest.fixture
def room(tmp_path: Path, database_url: str) -> Iterator[Room]:
    hub = open_test_hub(tmp_path, database_url)
    begin_journal(hub)
    assert release(hub.city_dir, "init") == 0
    add_release(hub.city_dir, str(NEW), small_files(str(NEW)))
    fleet = Fleet(hub)
    fleet.custody = replace(fleet.custody, projections=projections())
    yield Room(hub, fleet)
    hub.engine.dispose()


def test_where_all_is_well_nothing_is_paused(room: Room) -> None:
    for kiosk in (room.pilot, *room.early):
        room.says(kiosk, CONFIRMED)
    assert room.held() == []
    assert room.offered(room.pilot) == NEW


def test_in_a_small_ring_one_kiosk_is_enough_and_no_further_one_takes_it(room: Room) -> None:
    room.says(room.early[0], BACK)
    assert room.held() == [("0.2.0", "early", 1, IN_EARLY)]
    assert room.offered(room.early[1]) is None
    assert room.offered(room.pilot) is None


def test_below_the_limit_it_goes_on_and_at_it_it_is_paused(room: Room) -> None:
    set_limit(room.hub, 50, BY)
    room.says(room.early[0], BACK)
    assert room.held() == []
    room.says(room.early[1], BACK)
    assert room.held() == [("0.2.0", "early", 2, IN_EARLY)]


def test_each_ring_is_judged_by_its_own_kiosks(room: Room) -> None:
    """One of five is below half; the pilot alone is all of its ring."""
    set_limit(room.hub, 50, BY)
    room.says(room.pilot, BACK)
    assert room.held() == [("0.2.0", "pilot", 1, 1)]


def test_without_a_limit_nothing_is_paused(room: Room) -> None:
    set_limit(room.hub, None, BY)
    for kiosk in (room.pilot, *room.early):
        room.says(kiosk, BACK)
    assert room.held() == []


def test_who_resumes_it_has_seen_what_was_and_only_what_comes_after_pauses_it_again(
    room: Room,
) -> None:
    room.says(room.early[0], BACK)
    assert room.held()
    resume_release(room.hub, NEW, BY)
    assert room.held() == []
    assert room.offered(room.early[1]) == NEW
    room.says(room.early[1], BACK)
    assert room.held() == [("0.2.0", "early", 1, IN_EARLY)]
    open_release(room.hub, NEW, Ring.EARLY, BY)
    assert room.held() == []


def test_a_kiosk_that_was_revoked_is_counted_on_neither_side(room: Room) -> None:
    set_limit(room.hub, 50, BY)
    for kiosk in room.early[:2]:
        room.says(kiosk, BACK)
    with room.hub.sessions.writing() as session:
        revoke(session, room.early[0].device, "stolen", room.hub.now_ms())
    assert room.held() == []
    with room.hub.sessions.writing() as session:
        revoke(session, room.early[2].device, "stolen", room.hub.now_ms())
    assert room.held() == [("0.2.0", "early", 1, 2)]


def test_looking_again_says_it_once(room: Room) -> None:
    room.says(room.early[0], BACK)
    room.held()
    with room.hub.sessions.reading() as session:
        before = held_releases(session)[0].changed_ms
    room.held()
    with room.hub.sessions.reading() as session:
        assert held_releases(session)[0].changed_ms == before


def test_rebuilt_from_the_journals_it_is_the_same(room: Room) -> None:
    """What was forgiven stays so: it is told by the order in which the hub took things in."""
    set_limit(room.hub, 25, BY)
    room.says(room.early[0], BACK)
    room.held()
    resume_release(room.hub, NEW, BY)
    room.says(room.early[1], BACK)
    before = room.held()
    with room.hub.engine.begin() as connection:
        rebuild(connection, projections(), lambda _done, _of: None)
    assert room.stands() == before == [("0.2.0", "early", 1, IN_EARLY)]
    with room.hub.sessions.reading() as session:
        assert limit_of(session) == 25
    resume_release(room.hub, NEW, BY)
    assert room.held() == []


def test_it_is_said_on_the_command_line_with_what_can_be_done(
    room: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    places = ["--city-dir", str(room.hub.city_dir), "--data", str(room.hub.settings.data_dir)]
    if room.hub.settings.database_url:
        places += ["--database-url", room.hub.settings.database_url]

    def said(code: int, *arguments: str) -> str:
        capsys.readouterr()
        assert main(["release", *arguments, *places]) == code
        return capsys.readouterr().out

    assert f"taken back by: {USUAL_PERCENT} % of a ring's kiosks" in said(0, "status")
    assert "30 % of a ring's kiosks" in said(0, "limit", "30")
    assert "no number of kiosks" in said(0, "limit", "none")
    said(0, "limit", "5")
    room.says(room.early[0], BACK)
    room.held()
    status = said(1, "status")
    assert "The hub paused it: 1 of 4 kiosks in ring early took it back." in status
    assert "pishkhan hub release resume 0.2.0" in status
    assert "pishkhan provision release withdraw 0.2.0" in status
    told = json.loads(said(1, "status", "--json"))
    assert told["limit_percent"] == 5
    assert told["releases"][0]["held"] == {"ring": "early", "back": 1, "kiosks": IN_EARLY}
    for wrong in ("0", "101", "-5", "5.5", "\u06f5"):
        with pytest.raises(SystemExit) as refused:
            main(["release", "limit", wrong, *places])
        assert refused.value.code == 2


def test_the_hub_that_serves_looks_by_itself(rig: CityRig) -> None:
    """A kiosk says it over the broker; nobody asks the hub anything."""
    assert release(rig.city.path, "init") == 0
    add_release(rig.city.path, str(NEW), small_files(str(NEW)))
    process = rig.start_hub()
    settings = HubSettings(
        rig.city.path, rig.folder / "data", None, LOOPBACK, 0, 0, LOOPBACK, 0, (0,), False
    )
    hub = open_hub(settings)
    with hub.sessions.writing() as session:
        kiosk = Kiosk().enrol(session)
    open_release(hub, NEW, Ring.ALL, BY)
    kiosk.journal.append(BACK)
    device = MqttDevice(rig, kiosk)
    device.drain()
    process.until_output("release 0.2.0 is paused: 1 of 1 kiosks in ring all took it back")
    with hub.sessions.reading() as session:
        assert [each.held_ring for each in held_releases(session)] == ["all"]
    device.close()
    hub.engine.dispose()
