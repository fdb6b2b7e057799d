"""`pishkhan agent`: run a kiosk's agent, and look after its journals."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from contract.errors import PishkhanError
from edge_agent.device import STICKS, DeviceDirectory

JOURNAL_EXAMPLES = """examples:
  pishkhan agent journal show --device /var/lib/pishkhan
  pishkhan agent journal verify --device /var/lib/pishkhan --json
"""


def main(argv: list[str] | None = None) -> int:
    """0 ok, 1 the answer is no, 2 bad input, 3 something is missing, 4 data is damaged."""
    arguments = _parser().parse_args(argv)
    try:
        return _dispatch(arguments)
    except PishkhanError as error:
        print(f"pishkhan agent: {error.what}\n{error.next_step}", file=sys.stderr)
        return error.exit_code


Command = Callable[[DeviceDirectory, argparse.Namespace], int]


def _dispatch(arguments: argparse.Namespace) -> int:
    # Each command imports what it needs: `show` starts without MQTT and HTTPS.
    command = _COMMANDS[arguments.command]
    return command(DeviceDirectory(arguments.device), arguments)


def _run(directory: DeviceDirectory, arguments: argparse.Namespace) -> int:
    from edge_agent.commands.run import run

    return run(directory, arguments.sticks)


def _status(directory: DeviceDirectory, arguments: argparse.Namespace) -> int:
    from edge_agent.commands.status import status

    return status(directory, as_json=arguments.json)


def _refresh(directory: DeviceDirectory, arguments: argparse.Namespace) -> int:
    from edge_agent.commands.refresh import refresh

    return refresh(directory, as_json=arguments.json)


def _reference(directory: DeviceDirectory, arguments: argparse.Namespace) -> int:
    from edge_agent.commands.reference import reference

    return reference(directory, as_json=arguments.json)


def _support_bundle(directory: DeviceDirectory, arguments: argparse.Namespace) -> int:
    from edge_agent.commands.support_bundle import support_bundle

    return support_bundle(directory, arguments.to, as_json=arguments.json)


def _update(directory: DeviceDirectory, arguments: argparse.Namespace) -> int:
    from edge_agent.commands.update import show_update, update

    if arguments.what == "status":
        return show_update(directory, as_json=arguments.json)
    return update(directory, arguments.source, as_json=arguments.json)


def _courier(directory: DeviceDirectory, arguments: argparse.Namespace) -> int:
    from edge_agent.commands.courier import bring_back, export

    if arguments.courier_command == "import":
        return bring_back(directory, arguments.file, as_json=arguments.json)
    return export(directory, arguments.folder, everything=arguments.all, as_json=arguments.json)


def _office(directory: DeviceDirectory, arguments: argparse.Namespace) -> int:
    from edge_agent.commands.office import off, set_pin, show

    if arguments.office_command == "set-pin":
        return set_pin(directory, arguments.listen, arguments.port)
    if arguments.office_command == "off":
        return off(directory)
    return show(directory, as_json=arguments.json)


def _journal(directory: DeviceDirectory, arguments: argparse.Namespace) -> int:
    from edge_agent.commands.journal import Choice, begin_anew, check, save, show

    match arguments.journal_command:
        case "restart":
            return begin_anew(directory, arguments.writer, arguments.reason)
        case "export":
            choice = Choice(arguments.writer, arguments.journal)
            return save(directory, choice, arguments.to)
        case "verify":
            choice = Choice(arguments.writer, arguments.journal)
            return check(directory, choice, as_json=arguments.json)
        case _:
            choice = Choice(arguments.writer, arguments.journal)
            return show(directory, choice, arguments.events, as_json=arguments.json)


_COMMANDS: Mapping[str, Command] = {
    "run": _run,
    "status": _status,
    "refresh": _refresh,
    "reference": _reference,
    "courier": _courier,
    "support-bundle": _support_bundle,
    "update": _update,
    "office": _office,
    "journal": _journal,
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pishkhan agent",
        description="Copies a kiosk's journals to the hub and keeps its data up to date.",
        epilog="example: pishkhan agent run --device /var/lib/pishkhan",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    running = _add(commands, "run", "run the agent until it is asked to end")
    running.add_argument(
        "--sticks", type=Path, default=STICKS, metavar="DIR",
        help="where a technician's stick is mounted, in a folder of its own",
    )  # fmt: skip
    _with_json(
        _add(commands, "status", "what is wrong and what to do (exit code 1: something is)")
    )
    _with_json(_add(commands, "refresh", "get trust list and reference data now"))
    _with_json(_add(commands, "reference", "the city's data here (exit code 4: some is damaged)"))
    bundle = _with_json(
        _add(
            commands,
            "support-bundle",
            "what somebody needs to know who helps from afar, sealed to the hub",
            "support-bundle /media/usb",
        )
    )
    bundle.add_argument("to", type=Path, metavar="FILE-OR-FOLDER", help="where it is written")
    updating = _with_json(
        _add(commands, "update", "take a newer release now, from the hub or a stick; `status`: "
             "how far the last one is", "update", ("--from", "/media/stick/releases"))
    )  # fmt: skip
    updating.add_argument("what", nargs="?", choices=("status",), metavar="status",
                          help="only say how far the last release is")  # fmt: skip
    updating.add_argument("--from", dest="source", type=Path, metavar="FOLDER",
                          help="a copy of the city's folder of releases")  # fmt: skip
    journal = commands.add_parser(
        "journal",
        help="show, verify, export or restart the local journals",
        epilog=JOURNAL_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_journal_commands(
        journal.add_subparsers(dest="journal_command", required=True, metavar="COMMAND")
    )
    courier = commands.add_parser(
        "courier",
        help="carry the queue by hand while the line is down",
        epilog="example: pishkhan agent courier export /media/usb --device /var/lib/pishkhan",
    )
    _add_courier_commands(
        courier.add_subparsers(dest="courier_command", required=True, metavar="COMMAND")
    )
    office = commands.add_parser(
        "office",
        help="the page of the office's clerk",
        epilog="example: pishkhan agent office set-pin --device DIR --listen 192.168.1.20",
    )
    _add_office_commands(
        office.add_subparsers(dest="office_command", required=True, metavar="COMMAND")
    )
    return parser


def _add_courier_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    export = _with_json(
        _add(
            commands,
            "export",
            "write what the hub has not acknowledged into a folder, sealed to the hub",
            "courier export /media/usb",
        )
    )
    export.add_argument("folder", type=Path, metavar="FOLDER", help="of a mounted USB stick")
    export.add_argument(
        "--all", action="store_true", help="everything that is here, acknowledged or not"
    )
    bring_back = _with_json(
        _add(
            commands,
            "import",
            "take the hub's answer to what was carried to it",
            "courier import /media/usb/k-ab12-20261127-101500.answer",
        )
    )
    bring_back.add_argument("file", type=Path, metavar="FILE", help="that the hub gave back")


def _add_office_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    set_pin = _add(
        commands,
        "set-pin",
        "set the PIN, and where the page listens",
        "office set-pin",
        ("--listen", "192.168.1.20"),
    )
    set_pin.add_argument(
        "--listen", metavar="ADDRESS", help="this machine's address in the office's network"
    )
    set_pin.add_argument("--port", type=int, metavar="N", help="default 8460, or what it was")
    _with_json(_add(commands, "show", "the page's address, also as a QR code", "office show"))
    _add(commands, "off", "no page any more; a kiosk that the clerk closed opens", "office off")


def _add_journal_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    show = _with_json(_with_choice(_add(commands, "show", "list the journals", "journal show")))
    show.add_argument(
        "--events", type=int, default=0, metavar="N", help="also the kinds of the last N events"
    )
    _with_json(
        _with_choice(_add(commands, "verify", "prove every link (exit code 4)", "journal verify"))
    )
    export = _add(
        commands,
        "export",
        "save what can be read as one portable file",
        "journal export",
        ("--writer", "kiosk", "--to", "kiosk.journal"),
    )
    _with_choice(export)
    export.add_argument("--to", type=Path, required=True, metavar="FILE", help="a new file")
    restart = _add(
        commands,
        "restart",
        "end a journal and go on in a successor (end the kiosk first)",
        "journal restart",
        ("--writer", "kiosk", "--reason", '"disk repaired"'),
    )
    restart.add_argument("--writer", required=True, help="kiosk, agent or technician")
    restart.add_argument("--reason", required=True, help="stands in the successor's first event")


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    summary: str,
    path: str | None = None,
    more: Sequence[str] = (),
) -> argparse.ArgumentParser:
    example = " ".join(
        ["example: pishkhan agent", path or name, "--device /var/lib/pishkhan", *more]
    )
    parser = commands.add_parser(
        name,
        help=summary,
        description=summary,
        epilog=example,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--device", type=Path, required=True, metavar="DIR", help="the folder made by enrolment"
    )
    return parser


def _with_json(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--json", action="store_true", help="for programs")
    return parser


def _with_choice(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--writer", help="only the journals of kiosk, agent or technician")
    parser.add_argument("--journal", metavar="HEX", help="only the one whose id begins so")
    return parser


if __name__ == "__main__":
    sys.exit(main())
