"""The city closes a kiosk, opens it, and keeps windows for maintenance."""

from pathlib import Path

import pytest

from contract.city_closing import FROM_ARGUMENT, LONGEST_MAINTENANCE_MS, UNTIL_ARGUMENT, CityReason
from contract.command import Command, CommandName, CommandOutcome
from edge_agent.agent.service_orders import ServiceOrders
from edge_agent.device import ClosedByCity, DeviceDirectory, read_city_closing
from tests.edge_agent.support import NOW_MS, HandClock

HOUR_MS = 3_600_000


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def orders(tmp_path: Path, clock: HandClock) -> ServiceOrders:
    return ServiceOrders(DeviceDirectory(tmp_path), clock)


def command(name: CommandName, **arguments: str) -> Command:
    return Command(
        epoch=3, counter=7, city="qazvin", device="k-test", name=name, arguments=arguments,
        issued_ms=NOW_MS, expires_ms=NOW_MS + 1,
    )  # fmt: skip


def window(from_ms: int, until_ms: int) -> Command:
    arguments = {FROM_ARGUMENT: str(from_ms), UNTIL_ARGUMENT: str(until_ms)}
    return command(CommandName.MAINTENANCE, **arguments)


def closing(orders: ServiceOrders) -> ClosedByCity | None:
    return read_city_closing(orders.directory.city_closing_path)


def test_it_stays_closed_until_it_is_opened(orders: ServiceOrders, clock: HandClock) -> None:
    assert orders.close(command(CommandName.OUT_OF_SERVICE)).outcome is CommandOutcome.DONE
    clock.advance(100 * 24 * HOUR_MS)
    orders.tend()
    closed = closing(orders)
    assert closed is not None
    assert closed.reason is CityReason.CLOSED
    assert closed.stands(clock.now())
    assert orders.open().outcome is CommandOutcome.DONE
    assert closing(orders) is None


def test_a_kiosk_with_a_slow_clock_closes_at_once(orders: ServiceOrders, clock: HandClock) -> None:
    clock.advance(-2 * HOUR_MS)
    orders.close(command(CommandName.OUT_OF_SERVICE))
    closed = closing(orders)
    assert closed is not None
    assert closed.stands(clock.now())


def test_a_window_begins_ends_and_is_forgotten(orders: ServiceOrders, clock: HandClock) -> None:
    orders.maintain(window(NOW_MS + HOUR_MS, NOW_MS + 2 * HOUR_MS))
    closed = closing(orders)
    assert closed is not None
    stands = []
    for _ in range(4):
        stands.append(closed.stands(clock.now()))
        orders.tend()
        clock.advance(HOUR_MS)
    assert stands == [False, True, False, False]
    assert closing(orders) is None


@pytest.mark.parametrize(
    ("asked", "because"),
    [
        (command(CommandName.MAINTENANCE), "are UTC milliseconds"),
        (
            command(CommandName.MAINTENANCE, from_ms="now", until_ms="later"),
            "are UTC milliseconds",
        ),
        (window(NOW_MS - 2 * HOUR_MS, NOW_MS - HOUR_MS), "is over"),
        (window(NOW_MS + HOUR_MS, NOW_MS + HOUR_MS), "ends before it begins"),
        (window(NOW_MS, NOW_MS + LONGEST_MAINTENANCE_MS + 1), "longer than a week"),
    ],
    ids=["without", "no numbers", "of yesterday", "of no length", "too long"],
)
def test_a_window_that_makes_no_sense_is_refused(
    orders: ServiceOrders, asked: Command, because: str
) -> None:
    ended = orders.maintain(asked)
    assert ended.outcome is CommandOutcome.REFUSED
    assert because in ended.answer.line
    assert closing(orders) is None


def test_a_window_does_not_open_what_the_city_has_closed(
    orders: ServiceOrders, clock: HandClock
) -> None:
    orders.close(command(CommandName.OUT_OF_SERVICE))
    assert orders.maintain(window(NOW_MS, NOW_MS + HOUR_MS)).outcome is CommandOutcome.REFUSED
    closed = closing(orders)
    assert closed is not None
    assert closed.until_ms is None
