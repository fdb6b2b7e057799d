"""The desk of commands: one after another, each once, and one that waits keeps nobody out."""

import queue
from pathlib import Path

import pytest
from nacl.signing import SigningKey

from contract.command import (
    Command,
    CommandName,
    CommandOutcome,
    CommandResult,
    open_result,
    sign_command,
)
from contract.command_answer import NOTHING_TO_ADD
from edge_agent.agent.commands import MOST_WAITING, CommandDesk, Commands
from edge_agent.agent.errands import Errands
from edge_agent.agent.kiosk_orders import HELD_BACK_MOST_MS, KioskOrders
from edge_agent.agent.service_orders import ServiceOrders
from edge_agent.device import DeviceDirectory, Identity
from edge_agent.updates.applying import Updates
from edge_agent.updates.fetching import Fetching, FetchProcess
from edge_agent.updates.turn import Turn
from tests.edge_agent.city import CITY, PLACE
from tests.edge_agent.support import NOW_MS, HandClock, opened

CITY_KEY = SigningKey(bytes(32))
KIOSK_KEY = SigningKey(bytes(31) + b"\x01")
IDENTITY = Identity(
    city=CITY,
    device="k-1a2b3c4d5e",
    place=PLACE,
    hub_url="https://hub.example",
    broker_host="hub.example",
    broker_port=8883,
    tracking_prefixes=(1,),
    enrolled_at_ms=NOW_MS,
)
SAID_AGAIN_EVERY_MS = 15_000


class Rig:
    """A desk whose kiosk and hub do nothing by themselves."""

    def __init__(self, folder: Path) -> None:
        self.clock = HandClock()
        self.directory = DeviceDirectory(folder)
        self.directory.create()
        journal = opened(folder / "journals", self.clock, "agent")
        self.refreshed = 0
        commands = Commands(
            refresh=self._refresh,
            renew_certificate=lambda: None,
            updates=Updates(
                self.directory,
                "0.1.0",
                journal,
                Turn(self.directory, self.clock),
                Fetching(_never),
            ),
            kiosk=KioskOrders(self.directory, self.clock),
            service=ServiceOrders(self.directory, self.clock),
            errands=Errands(self.directory, lambda _kind, _data: None, queue.SimpleQueue()),
        )
        self.desk = CommandDesk(
            IDENTITY, KIOSK_KEY, lambda _: CITY_KEY.verify_key, journal, self.clock, commands
        )

    def hear(self, counter: int, name: CommandName) -> None:
        command = Command(
            epoch=1, counter=counter, city=IDENTITY.city, device=IDENTITY.device, name=name,
            issued_ms=NOW_MS, expires_ms=NOW_MS + 2 * HELD_BACK_MOST_MS,
        )  # fmt: skip
        self.desk.take(sign_command(command, CITY_KEY))

    def results(self) -> list[CommandResult]:
        key = KIOSK_KEY.verify_key
        return [open_result(data, lambda _: key) for data in self.desk.results]

    def _refresh(self) -> None:
        self.refreshed += 1


def _never() -> FetchProcess:
    raise AssertionError("no look for a release was ordered")


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    return Rig(tmp_path)


def test_one_that_is_said_again_and_again_keeps_no_other_out(rig: Rig) -> None:
    """The hub says a command every 15 s until its turn comes; a visit may take ten minutes."""
    rig.hear(1, CommandName.TEST_PRINT)
    for _ in range(MOST_WAITING + 1):
        rig.hear(1, CommandName.TEST_PRINT)
        rig.hear(2, CommandName.REFRESH)
        rig.clock.advance(SAID_AGAIN_EVERY_MS)
    rig.hear(3, CommandName.OUT_OF_SERVICE)
    rig.desk.finish(CommandName.TEST_PRINT, CommandOutcome.DONE, NOTHING_TO_ADD)
    rig.desk.finish(CommandName.REFRESH, CommandOutcome.DONE, NOTHING_TO_ADD)
    assert [result.counter for result in rig.results()] == [1, 2, 3]
    assert rig.refreshed == 1
