"""`pishkhan hub release`: for which kiosks a release is open, and how far it is."""

import argparse
import getpass
import json
from collections.abc import Callable

from central.beginning import begin_journal
from central.commands.arguments import Commands, add_hub, add_json, declare, hub_of
from central.hub import Hub
from central.releases import (
    Progress,
    Repository,
    State,
    limit_of,
    open_release,
    pause_release,
    progress,
    resume_release,
    set_limit,
    set_ring,
)
from contract.release import ReleaseVersion, Ring
from contract.values import jalali_local

NONE = "none"
WHOLE = 100

Act = Callable[[Hub, argparse.Namespace, str], str]


def add(commands: Commands) -> None:
    """Declare all of it."""
    parser = declare(
        commands,
        "release",
        "For which kiosks a release is open. Rings follow one another: pilot, early, all.\n"
        "What is open for one is open for those before it; a kiosk is in `all` until it is set.",
        "pishkhan hub release open 0.2.0 --ring pilot",
    )
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    opening = _add(actions, "open", "Open it for a ring; again with a wider one.", _open,
                   "0.2.0 --ring pilot")  # fmt: skip
    opening.add_argument("version", metavar="VERSION")
    opening.add_argument("--ring", choices=[ring.value for ring in Ring], required=True)
    for name, summary, act in (
        ("pause", "No further kiosk takes it.", _pause),
        ("resume", "It is open again for the ring it was open for.", _resume),
    ):
        _add(actions, name, summary, act, "0.2.0").add_argument("version", metavar="VERSION")
    ring = _add(actions, "ring", "Set the ring of a kiosk.", _ring, "kiosk-ab12 pilot")
    ring.add_argument("device", metavar="DEVICE")
    ring.add_argument("ring", choices=[ring.value for ring in Ring], metavar="RING",
                      help="pilot, early or all")  # fmt: skip
    limit = _add(actions, "limit", "At which share of a ring's kiosks, in percent, a release is "
                 "paused by itself when they took it back; none: never.", _limit, "5")  # fmt: skip
    limit.add_argument("percent", metavar="PERCENT", type=_percent)
    status = declare(actions, "status", "How far each release is.", "pishkhan hub release status")
    add_hub(status)
    add_json(status)
    status.set_defaults(run=run_status)


def run_status(arguments: argparse.Namespace) -> int:
    """1 when somebody is wanted: the list has run out, or a release was paused by the hub."""
    hub = hub_of(arguments)
    until = Repository(hub.city_dir).fresh_until()
    is_stale = until is not None and until.timestamp() * 1000 <= hub.now_ms()
    with hub.sessions.reading() as session:
        found, limit = progress(session), limit_of(session)
    is_wanted = is_stale or any(_is_held(each) for each in found)
    if arguments.json:
        said = {
            "releases": [_as_json(each) for each in found],
            "limit_percent": limit,
            "fresh_until_ms": None if until is None else int(until.timestamp() * 1000),
        }
        print(json.dumps(said))
        return int(is_wanted)
    for each in found:
        print(_line(each))
        if _is_held(each):
            print(_held(each))
    print(f"paused by itself when taken back by: {_share(limit)}")
    if not found:
        print("no release was opened")
    if until is not None:
        date, _ = jalali_local(int(until.timestamp() * 1000))
        word = "ended" if is_stale else "ends"
        print(f"the list {word} on {date.text}; renew it: pishkhan provision release renew")
    return int(is_wanted)


def _open(hub: Hub, arguments: argparse.Namespace, by: str) -> str:
    version, ring = ReleaseVersion.parse(arguments.version), Ring(arguments.ring)
    open_release(hub, version, ring, by)
    return f"{version} is open for: {', '.join(each for each in Ring if ring.reaches(each))}"


def _pause(hub: Hub, arguments: argparse.Namespace, by: str) -> str:
    pause_release(hub, ReleaseVersion.parse(arguments.version), by)
    return f"{arguments.version} is paused; kiosks that have it keep it"


def _resume(hub: Hub, arguments: argparse.Namespace, by: str) -> str:
    resume_release(hub, ReleaseVersion.parse(arguments.version), by)
    return f"{arguments.version} is open again"


def _ring(hub: Hub, arguments: argparse.Namespace, by: str) -> str:
    set_ring(hub, arguments.device, Ring(arguments.ring), by)
    return f"{arguments.device} is in ring {arguments.ring}"


def _limit(hub: Hub, arguments: argparse.Namespace, by: str) -> str:
    set_limit(hub, arguments.percent, by)
    return f"a release is paused by itself when taken back by: {_share(arguments.percent)}"


def _percent(text: str) -> int | None:
    if text == NONE:
        return None
    if text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= WHOLE:
        return int(text)
    raise argparse.ArgumentTypeError(f"a whole number from 1 to {WHOLE}, or {NONE}")


def _share(percent: int | None) -> str:
    if percent is None:
        return "no number of kiosks (`pishkhan hub release limit 5` sets one)"
    return f"{percent} % of a ring's kiosks, one at least"


def _is_held(found: Progress) -> bool:
    return found.opened.paused and found.opened.held_ring is not None


def _held(found: Progress) -> str:
    version, held = found.opened.version, found.opened
    return (
        f"  ! The hub paused it: {held.held_back} of {held.held_kiosks} kiosks in ring "
        f"{held.held_ring} took it back.\n"
        f"    -> The console says which and why. To go on: pishkhan hub release resume {version}; "
        f"to end it:\n"
        f"       pishkhan provision release withdraw {version}. Kiosks that have it keep it."
    )


def _add(
    actions: Commands, name: str, summary: str, act: Act, rest: str
) -> argparse.ArgumentParser:
    parser = declare(actions, name, summary, f"pishkhan hub release {name} {rest}")
    add_hub(parser)
    parser.set_defaults(run=lambda arguments: _done(arguments, act))
    return parser


def _done(arguments: argparse.Namespace, act: Act) -> int:
    """Raises ReleaseUnknown, DeviceUnknown, InvalidValue, and what opening the hub raises."""
    hub = hub_of(arguments)
    begin_journal(hub)
    print(act(hub, arguments, f"command line, {getpass.getuser()}"))
    return 0


def _line(found: Progress) -> str:
    paused = ", paused" if found.opened.paused else ""
    words = {state: state.value.replace("_", " ") for state in State}
    counts = "  ".join(f"{word} {found.at.get(state, 0)}" for state, word in words.items())
    return (
        f"{found.opened.version}  open for {found.opened.ring}{paused}  "
        f"kiosks {found.kiosks}  {counts}"
    )


def _as_json(found: Progress) -> dict[str, object]:
    return {
        "version": found.opened.version,
        "ring": found.opened.ring,
        "paused": found.opened.paused,
        "held": None
        if not _is_held(found)
        else {
            "ring": found.opened.held_ring,
            "back": found.opened.held_back,
            "kiosks": found.opened.held_kiosks,
        },
        "kiosks": found.kiosks,
        **{state.value: found.at.get(state, 0) for state in State},
    }
