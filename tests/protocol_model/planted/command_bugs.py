"""A command desk with one bug each."""

from contract.command import Command, CommandName
from contract.events import CommandReceived
from edge_agent.agent.commands import CommandDesk, _hold
from edge_agent.journal import Draft
from tests.protocol_model.planted.planting import Planted
from tests.protocol_model.steps import Adversity

_begin = CommandDesk._begin
_last = CommandDesk._last


def _forgets_what_it_did(_desk: CommandDesk) -> tuple[int, int, str] | None:
    """«It would not be sent twice.»"""
    return None


def _runs_again_after_a_restart(desk: CommandDesk) -> None:
    """«It was interrupted: once more, then.»"""
    last = _last(desk)
    if last is not None and last[2] == "received":
        desk._current = Command(
            epoch=last[0],
            counter=last[1],
            city=desk.identity.city,
            device=desk.identity.device,
            name=CommandName.REFRESH,
            issued_ms=0,
            expires_ms=2**60,
        )
        desk.commands.refresh()


def _counter_alone(desk: CommandDesk, command: Command) -> None:
    """«The number only ever grows», but a restored hub counts anew."""
    last = _last(desk)
    if last is None or command.counter > last[1]:
        _begin(desk, command)


def _runs_before_it_is_journaled(desk: CommandDesk, command: Command) -> None:
    """«It can be written down when it is done.»"""
    last = _last(desk)
    key = (command.epoch, command.counter)
    if (last is not None and key <= last[:2]) or command.expires_ms <= desk.clock.now().utc_ms:
        _begin(desk, command)
        return
    desk._current = command
    desk.commands.refresh()
    received = CommandReceived(epoch=key[0], counter=key[1], name=command.name.value)
    desk.journal.append(Draft(received, holds=(_hold(*key, "received"),)))


def _never_says_it_was_interrupted(_desk: CommandDesk) -> None:
    """«Whoever asked will ask again.»"""


COMMAND_BUGS = (
    Planted(
        "forgets what it did",
        CommandDesk,
        "_last",
        _forgets_what_it_did,
        frozenset({Adversity.DOUBLING}),
        6,
    ),
    Planted(
        "runs again after a restart",
        CommandDesk,
        "recover",
        _runs_again_after_a_restart,
        frozenset({Adversity.CRASHES}),
        3,
    ),
    Planted(
        "counter alone",
        CommandDesk,
        "_begin",
        _counter_alone,
        frozenset({Adversity.RESTORING}),
        6,
    ),
    Planted(
        "runs before it is journaled",
        CommandDesk,
        "_begin",
        _runs_before_it_is_journaled,
        frozenset({Adversity.CRASHES, Adversity.DOUBLING}),
        4,
    ),
    Planted(
        "never interrupted",
        CommandDesk,
        "recover",
        _never_says_it_was_interrupted,
        frozenset({Adversity.CRASHES}),
        3,
    ),
)
