"""Another version of the application is due: the kiosk gives way where nobody is served."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.clock import SystemClock, boot_id
from contract.update_hold import end_hold, holds
from edge_agent.device import KioskOrder, write_order
from edge_agent.updates import Application
from kiosk.supervisor.slot import SILENT_S, Slot
from tests.kiosk.counter.kiosk_room import KioskRoom
from tests.kiosk.supervisor.supervised import Kiosk
from tests.support.waiting import eventually


@pytest.fixture
def room(tmp_path: Path) -> Iterator[KioskRoom]:
    with KioskRoom(tmp_path) as room:
        room.directory.application_path.mkdir()
        Application(room.directory.application_path).point_to("versions/0.1.0")
        yield room


def make_room(room: KioskRoom) -> None:
    """As the agent asks for it."""
    order = KioskOrder(order="update.1", name="update", boot=boot_id().hex())
    write_order(room.directory.order_path, order)


def is_held(room: KioskRoom) -> bool:
    return holds(room.directory.update_hold_path, SystemClock().now())


def test_a_kiosk_that_gave_way_ends_when_another_version_is_named(room: KioskRoom) -> None:
    kiosk = Kiosk(room)
    room.arrive()
    room.until_screen("attract")
    make_room(room)
    eventually(lambda: is_held(room), "the counter's word")
    eventually(lambda: kiosk.part("kiosk.counter") is None, "the counter's end")
    assert kiosk.process.exit_code is None
    Application(room.directory.application_path).point_to("versions/0.2.0")
    assert kiosk.process.wait() == 0


def test_a_kiosk_that_gave_way_for_nothing_goes_on(room: KioskRoom) -> None:
    kiosk = Kiosk(room)
    room.arrive()
    room.until_screen("attract")
    before = kiosk.pid_of("kiosk.counter")
    make_room(room)
    eventually(lambda: kiosk.part("kiosk.counter") is None, "the counter's end")
    end_hold(room.directory.update_hold_path)
    kiosk.pid_of("kiosk.counter", other_than=before)
    room.leave()
    room.arrive()
    room.until_screen("attract")
    assert kiosk.process.stop() == 0


def test_a_visit_is_served_to_its_end_by_the_version_that_began_it(room: KioskRoom) -> None:
    kiosk = Kiosk(room)
    room.arrive()
    room.until_screen("attract")
    Application(room.directory.application_path).point_to("versions/0.2.0")
    room.pay()
    room.until_screen("done")
    assert kiosk.process.exit_code is None
    room.touch("finish")
    assert kiosk.process.wait(40) == 0
    assert len(room.charges) == len(room.papers) == 1


def test_a_counter_that_hangs_serves_nobody(room: KioskRoom) -> None:
    slot = Slot(room.directory.path)
    room.directory.counter_state_path.write_text("one")
    assert not slot.is_silent(100)
    assert not slot.is_silent(100 + SILENT_S)
    assert slot.is_silent(100.1 + SILENT_S)
    room.directory.counter_state_path.write_text("two")
    assert not slot.is_silent(101 + SILENT_S)
