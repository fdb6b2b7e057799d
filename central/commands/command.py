"""`pishkhan hub command` and `commands`: a kiosk is told to do something; what became of it."""

import argparse
import getpass
import json
import time

from central.beginning import begin_journal
from central.commanding import (
    ORDERABLE,
    CommandOrder,
    Ordered,
    Standing,
    Wish,
    order_command,
    orders_of,
    present_epoch,
    standing_of,
)
from central.commands.arguments import Commands, add_hub, add_json, declare, hub_of
from central.hub import Hub
from contract.city_closing import FROM_ARGUMENT, UNTIL_ARGUMENT
from contract.command import CommandName
from contract.errors import InvalidValue
from contract.values import JalaliDate, jalali_local, start_of_day_ms

MINUTE_MS = 60_000
USUAL_MINUTES = 10
LOOK_EVERY_S = 0.2
MOST_SHOWN = 50
OPEN = (Standing.WAITING, Standing.RECEIVED)


def add(commands: Commands) -> None:
    """Declare both commands."""
    parser = declare(
        commands,
        "command",
        "Tell a kiosk to do something. It is journaled here, sent by the hub that serves until\n"
        "it expires, carried out once and between two visits, and answered.\n"
        "maintenance: out of service from one moment to another, and back by itself.",
        "pishkhan hub command kiosk-ab12 maintenance --until '1405/09/06 23:30'",
    )
    parser.add_argument("device", metavar="DEVICE")
    parser.add_argument("name", choices=[name.value for name in ORDERABLE], metavar="NAME",
                        help=", ".join(ORDERABLE))  # fmt: skip
    parser.add_argument("--from", dest="begins", metavar="'YYYY/MM/DD HH:MM'",
                        help="maintenance: its beginning, Jalali, local time (now)")  # fmt: skip
    parser.add_argument("--until", dest="ends", metavar="'YYYY/MM/DD HH:MM'",
                        help="maintenance: its end")  # fmt: skip
    parser.add_argument("--expires", type=int, default=USUAL_MINUTES, metavar="MINUTES",
                        help=f"how long it waits for the kiosk ({USUAL_MINUTES})")  # fmt: skip
    parser.add_argument("--wait", type=int, default=0, metavar="SECONDS",
                        help="wait for its answer; 1 when it is not done by then")  # fmt: skip
    _finish(parser, run)
    listing = declare(
        commands,
        "commands",
        "The newest commands and what became of them.",
        "pishkhan hub commands kiosk-ab12",
    )
    listing.add_argument("device", nargs="?", metavar="DEVICE", help="all kiosks without it")
    _finish(listing, run_list)


def run(arguments: argparse.Namespace) -> int:
    """Raises CommandRefused, InvalidValue, and what opening the hub raises."""
    hub = hub_of(arguments)
    begin_journal(hub)
    wish = Wish(
        arguments.device,
        CommandName(arguments.name),
        _window(arguments, hub.now_ms()),
        arguments.expires * MINUTE_MS,
    )
    ordered = order_command(hub, wish, f"command line, {getpass.getuser()}")
    order, standing = _awaited(hub, ordered, arguments.wait)
    if arguments.json:
        print(json.dumps(_as_json(order, standing), ensure_ascii=False))
    else:
        print(_line(order, standing))
    return 0 if not arguments.wait or standing is Standing.DONE else 1


def run_list(arguments: argparse.Namespace) -> int:
    hub = hub_of(arguments)
    with hub.sessions.reading() as session:
        epoch = present_epoch(session)
        orders = orders_of(session, arguments.device, MOST_SHOWN)
    standings = [(order, standing_of(order, epoch, hub.now_ms())) for order in orders]
    if arguments.json:
        print(json.dumps([_as_json(*each) for each in standings], ensure_ascii=False))
        return 0
    for each in standings:
        print(_line(*each))
    if not standings:
        print("no commands")
    return 0


def _finish(parser: argparse.ArgumentParser, run: object) -> None:
    add_hub(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def _window(arguments: argparse.Namespace, now_ms: int) -> dict[str, str]:
    is_maintenance = arguments.name == CommandName.MAINTENANCE
    if not is_maintenance and (arguments.begins or arguments.ends):
        raise InvalidValue(
            "usage", f"{arguments.name} has no window.", "Leave out --from and --until."
        )
    if not is_maintenance:
        return {}
    if arguments.ends is None:
        raise InvalidValue(
            "usage", "A maintenance window needs an end.", "Give --until 'YYYY/MM/DD HH:MM'."
        )
    begins_ms = now_ms if arguments.begins is None else _moment_ms(arguments.begins)
    return {FROM_ARGUMENT: str(begins_ms), UNTIL_ARGUMENT: str(_moment_ms(arguments.ends))}


def _moment_ms(text: str) -> int:
    """Raises InvalidValue."""
    day, _, hour = text.strip().partition(" ")
    hours, _, minutes = hour.strip().partition(":")
    if not (hours.isdigit() and minutes.isdigit() and int(hours) < 24 and int(minutes) < 60):
        raise InvalidValue(
            "moment", f"{text!r} is no moment.", "Write it as '1405/09/06 23:30', local time."
        )
    day_ms = start_of_day_ms(JalaliDate.parse(day))
    return day_ms + (int(hours) * 60 + int(minutes)) * MINUTE_MS


def _awaited(hub: Hub, ordered: Ordered, seconds: int) -> tuple[CommandOrder, Standing]:
    deadline = time.monotonic() + seconds
    while True:
        with hub.sessions.reading() as session:
            order = session.get_one(CommandOrder, (ordered.epoch, ordered.counter))
            standing = standing_of(order, present_epoch(session), hub.now_ms())
        if standing not in OPEN or time.monotonic() >= deadline:
            return order, standing
        time.sleep(LOOK_EVERY_S)


def _line(order: CommandOrder, standing: Standing) -> str:
    date, hour = jalali_local(order.ordered_ms)
    detail = f": {order.detail}" if order.detail else ""
    return (
        f"{order.epoch}.{order.counter}  {date.text} {hour}  {order.device}  {order.name}  "
        f"{standing}{detail}  (by {order.by})"
    )


def _as_json(order: CommandOrder, standing: Standing) -> dict[str, object]:
    return {
        "command": f"{order.epoch}.{order.counter}",
        "device": order.device,
        "name": order.name,
        "arguments": order.arguments,
        "ordered_ms": order.ordered_ms,
        "expires_ms": order.expires_ms,
        "by": order.by,
        "standing": standing.value,
        "detail": order.detail,
        "finished_ms": order.finished_ms,
    }
