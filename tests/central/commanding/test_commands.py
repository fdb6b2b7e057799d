"""Commands at the hub, on both databases: judged, journaled before they leave, sent until they are
heard or expire, answered by the kiosk they were for alone."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, update

from central.beginning import begin_journal
from central.commanding import (
    ORDERABLE,
    CommandOrder,
    CommandRefused,
    Ordered,
    Standing,
    Wish,
    check_result,
    order_command,
    orders_of,
    present_epoch,
    standing_of,
)
from central.commanding.sending import AGAIN_AFTER_MS, Sender
from central.fleet import revoke
from central.hub import Hub
from central.ingest import HubState
from central.ingest.rebuild import rebuild
from central.ingesting import projections
from contract.city_closing import FROM_ARGUMENT, LONGEST_MAINTENANCE_MS, UNTIL_ARGUMENT
from contract.clock import ClockQuality, Moment
from contract.command import (
    Command,
    CommandName,
    CommandOutcome,
    CommandResult,
    open_command,
    sign_result,
)
from contract.events import CommandFinished, CommandReceived
from contract.hello import BadMessage
from contract.topics import Topics
from contract.values import CityId, DeviceId
from tests.central.console.rig import Fleet, open_test_hub
from tests.central.support.kiosk import CITY, Kiosk

MINUTE_MS = 60_000
DAY_MS = 24 * 60 * MINUTE_MS


@dataclass
class Clock:
    utc_ms: int = 1_795_000_000_000

    def now(self) -> Moment:
        return Moment(self.utc_ms, b"bootboot", 1, ClockQuality.HUB)


@dataclass
class Room:
    """A hub whose clock is moved by hand, one kiosk, and what was published to it."""

    hub: Hub
    clock: Clock
    fleet: Fleet
    kiosk: Kiosk
    said: list[tuple[str, bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sender = Sender(self.hub, lambda topic, data: self.said.append((topic, data)))

    def order(self, name: CommandName = CommandName.REFRESH, **arguments: str) -> Ordered:
        wish = Wish(self.kiosk.device, name, arguments)
        return order_command(self.hub, wish, "maryam")

    def standing(self, ordered: Ordered) -> Standing:
        with self.hub.sessions.reading() as session:
            order = session.get_one(CommandOrder, (ordered.epoch, ordered.counter))
            return standing_of(order, present_epoch(session), self.hub.now_ms())

    def heard(self) -> list[Command]:
        """What was sent since the last look, as the kiosk opens it."""
        self.sender.send()
        key = self.hub.identity.command_key.verify_key
        heard = [open_command(data, lambda _: key) for _, data in self.said]
        assert {topic for topic, _ in self.said} <= {
            Topics(CityId(CITY), DeviceId(self.kiosk.device)).command
        }
        self.said.clear()
        return heard

    def kiosk_journals(self, *events: CommandReceived | CommandFinished) -> None:
        journal = self.kiosk.journal
        first = len(journal.entries) + 1
        for event in events:
            journal.append(event)
        self.fleet.send(self.kiosk, first=1 if first == 2 else first)


@pytest.fixture
def room(tmp_path: Path, database_url: str) -> Iterator[Room]:
    clock = Clock()
    opened = open_test_hub(tmp_path, database_url)
    hub = replace(opened, clock=clock, journal=replace(opened.journal, clock=clock))
    begin_journal(hub)
    fleet = Fleet(hub)
    fleet.custody = replace(fleet.custody, projections=projections())
    yield Room(hub, clock, fleet, fleet.kiosk("خیام"))
    hub.engine.dispose()


def received(ordered: Ordered) -> CommandReceived:
    return CommandReceived(epoch=ordered.epoch, counter=ordered.counter, name="refresh")


def finished(ordered: Ordered, detail: str = "city 4") -> CommandFinished:
    return CommandFinished(
        epoch=ordered.epoch,
        counter=ordered.counter,
        outcome="done",
        code="data_applied",
        figures={"city": "4"},
        detail=detail,
    )


def test_a_command_is_sent_again_until_the_kiosk_has_it_and_then_no_more(room: Room) -> None:
    ordered = room.order()
    (sent,) = room.heard()
    assert (sent.epoch, sent.counter, sent.name) == (1, 1, CommandName.REFRESH)
    assert room.heard() == []
    room.clock.utc_ms += AGAIN_AFTER_MS
    assert room.heard() == [sent]
    room.kiosk_journals(received(ordered))
    room.clock.utc_ms += AGAIN_AFTER_MS
    assert room.heard() == []
    assert room.standing(ordered) is Standing.RECEIVED


def test_commands_are_numbered_and_sent_in_their_order(room: Room) -> None:
    for _ in range(3):
        room.order()
    assert [sent.counter for sent in room.heard()] == [1, 2, 3]


def test_one_that_was_lost_on_its_way_is_said_again_before_a_later_one(room: Room) -> None:
    """A kiosk that has heard of the later one takes the earlier no more."""
    first = room.order()
    assert len(room.heard()) == 1  # and the kiosk was not there
    room.clock.utc_ms += AGAIN_AFTER_MS // 3
    second = room.order()
    assert [sent.counter for sent in room.heard()] == [first.counter, second.counter]


def test_a_later_order_does_not_hurry_what_waits_for_another_kiosk(room: Room) -> None:
    other = room.fleet.kiosk("ولیعصر")
    order_command(room.hub, Wish(other.device, CommandName.REFRESH), "maryam")
    room.sender.send()
    room.said.clear()
    room.order()
    assert [sent.device for sent in room.heard()] == [room.kiosk.device]


def test_one_that_never_came_expires_and_is_not_sent_any_more(room: Room) -> None:
    ordered = room.order()
    room.clock.utc_ms += 10 * MINUTE_MS
    assert room.heard() == []
    assert room.standing(ordered) is Standing.EXPIRED


def test_the_kiosks_journal_says_how_it_ended_and_its_first_word_counts(room: Room) -> None:
    ordered = room.order()
    room.kiosk_journals(received(ordered), finished(ordered))
    assert room.standing(ordered) is Standing.DONE
    room.kiosk_journals(finished(ordered, "something else"))
    with room.hub.sessions.reading() as session:
        (order,) = orders_of(session, room.kiosk.device, 10)
    assert (order.detail, order.by) == ("city 4", "maryam")


def test_no_other_kiosk_can_answer(room: Room) -> None:
    ordered = room.order()
    other = room.fleet.kiosk("مینودر")
    other.journal.append(finished(ordered))
    room.fleet.send(other)
    assert room.standing(ordered) is Standing.WAITING


def test_a_restored_hub_sends_nothing_of_before(room: Room) -> None:
    ordered = room.order()
    with room.hub.sessions.writing() as session:
        session.execute(update(HubState).values(restored=True))
    begin_journal(room.hub)
    assert room.heard() == []
    assert room.standing(ordered) is Standing.VOID
    again = room.order()
    assert (again.epoch, again.counter) == (2, 1)
    assert [(sent.epoch, sent.counter) for sent in room.heard()] == [(2, 1)]


def test_rebuilt_from_the_journals_it_is_the_same(room: Room) -> None:
    ordered = room.order(CommandName.TEST_PRINT)
    room.order()
    room.kiosk_journals(received(ordered), finished(ordered))
    with room.hub.engine.begin() as connection:
        before = _rows(connection)
        rebuild(connection, projections(), lambda _done, _of: None)
        assert _rows(connection) == before
        assert len(before) == 2


def _rows(connection: Connection) -> list[tuple[object, ...]]:
    ordered = select(CommandOrder.__table__).order_by("epoch", "counter")
    return [tuple(row) for row in connection.execute(ordered)]


def test_a_result_is_believed_only_of_who_was_told(room: Room) -> None:
    ordered = room.order()
    other = room.fleet.kiosk("مینودر")
    result = CommandResult(
        epoch=ordered.epoch, counter=ordered.counter, device=room.kiosk.device,
        outcome=CommandOutcome.DONE, detail="", finished_ms=1,
    )  # fmt: skip
    with room.hub.engine.begin() as connection:
        check_result(connection, room.kiosk.device, sign_result(result, room.kiosk.key))
        with pytest.raises(BadMessage, match="never sent"):
            check_result(connection, other.device, sign_result(result, other.key))


def _window(room: Room, begins_ms: int, ends_ms: int) -> dict[str, str]:
    now_ms = room.hub.now_ms()
    return {FROM_ARGUMENT: str(now_ms + begins_ms), UNTIL_ARGUMENT: str(now_ms + ends_ms)}


@pytest.mark.parametrize(
    ("begins_ms", "ends_ms", "because"),
    [
        (-2 * MINUTE_MS, -MINUTE_MS, "is over"),
        (MINUTE_MS, MINUTE_MS, "ends before it begins"),
        (0, LONGEST_MAINTENANCE_MS + 1, "a week at most"),
    ],
)
def test_a_senseless_window_is_refused_and_nothing_is_journaled(
    room: Room, begins_ms: int, ends_ms: int, because: str
) -> None:
    with pytest.raises(CommandRefused, match=because):
        room.order(CommandName.MAINTENANCE, **_window(room, begins_ms, ends_ms))
    assert room.heard() == []


def test_a_window_travels_with_its_command(room: Room) -> None:
    window = _window(room, 0, DAY_MS)
    room.order(CommandName.MAINTENANCE, **window)
    (sent,) = room.heard()
    assert sent.arguments == window


def test_strangers_revoked_devices_and_endless_waits_are_refused(room: Room) -> None:
    def refused(wish: Wish) -> str:
        with pytest.raises(CommandRefused) as raised:
            order_command(room.hub, wish, "maryam")
        return raised.value.what

    device = room.kiosk.device
    assert "k-nobody" in refused(Wish("k-nobody", CommandName.REFRESH))
    assert "one minute to seven days" in refused(
        Wish(device, CommandName.REFRESH, expires_in_ms=8 * DAY_MS)
    )
    with room.hub.sessions.writing() as session:
        revoke(session, device, "stolen", room.hub.now_ms())
    assert "was revoked" in refused(Wish(device, CommandName.REFRESH))


def test_whatever_a_kiosk_understands_can_be_ordered() -> None:
    assert set(ORDERABLE) == set(CommandName)
