"""`pishkhan agent courier export|import`: the queue carried by hand while the line is down."""

import sys
import time
from pathlib import Path

import msgspec

from contract.clock import SystemClock
from contract.trust import KeyPurpose
from edge_agent.courier import (
    AnswerTaken,
    JournalWord,
    Packed,
    leave_answer,
    open_carried_answer,
    pack,
    read_answer_taken,
)
from edge_agent.courier.answers import read_answer_file
from edge_agent.device import DeviceDirectory, is_fresh, read_agent_state, read_clock_floor

DONE, LEFT, DAMAGED = 0, 1, 4
WAIT_S = 10.0
LOOK_EVERY_S = 0.1
BAR_WIDTH = 30
KIB = 1024


def export(directory: DeviceDirectory, folder: Path, *, everything: bool, as_json: bool) -> int:
    """0 written, 1 nothing waits, 3 the folder cannot be written, 4 a journal is damaged (the
    others are in the file). Raises PishkhanError."""
    clock = SystemClock(lambda: read_clock_floor(directory.clock_floor_path))
    show = _draw if sys.stderr.isatty() and not as_json else _silent
    packed = pack(directory, folder, clock, everything=everything, progress=show)
    if as_json:
        print(msgspec.json.encode(_as_json(packed)).decode())
    else:
        _print_packed(packed)
    return DAMAGED if packed.damaged else DONE


def bring_back(directory: DeviceDirectory, path: Path, *, as_json: bool) -> int:
    """0 the agent has taken it; 1 it lies ready for an agent that does not run. Raises
    PishkhanError, and OSError when the answer cannot be kept."""
    trust = directory.trust()
    carried = open_carried_answer(
        read_answer_file(path),
        directory.identity(),
        lambda key: trust.find(KeyPurpose.ACK, key),
    )
    leave_answer(directory, carried)
    taken = _awaited(directory, carried.name)
    if as_json:
        print(msgspec.json.encode({"answer": carried.name, "taken": taken}).decode())
    elif taken is None:
        print(
            "The answer is kept at this kiosk; the agent does not run, and takes it when it "
            "starts.\n-> systemctl start pishkhan-agent"
        )
    else:
        _print_taken(taken)
    return LEFT if taken is None else DONE


def _awaited(directory: DeviceDirectory, name: str) -> AnswerTaken | None:
    """An agent that runs takes it within a second; one that does not isn't waited for."""
    deadline = time.monotonic() + WAIT_S
    while time.monotonic() < deadline:
        if not _still_left(directory, name):  # first: the same answer may have come before
            taken = read_answer_taken(directory)
            if taken is not None and taken.name == name:
                return taken
        agent = read_agent_state(directory.agent_state_path)
        if agent is None or not is_fresh(agent):
            return None
        time.sleep(LOOK_EVERY_S)
    return None


def _still_left(directory: DeviceDirectory, name: str) -> bool:
    return any(path.stem == name for path in directory.courier_path.glob("*.answer"))


def _print_packed(packed: Packed) -> None:
    print(packed.path)
    print(
        f"{packed.events} events, {packed.payments} approved payments among them, of "
        f"{len(packed.loads)} journals; {-(-packed.size // KIB)} KiB, sealed to the city's hub"
    )
    for load in packed.loads:
        print(f"    {load.writer} {load.journal[:8]}: events {load.first_seq} to {load.last_seq}")
    for what in packed.damaged.values():
        print(f"! {what}")
        print("  -> What could be read of it is in the file. pishkhan agent journal verify")
    print(
        "Nothing was moved here. Take the file to the hub (its console, or pishkhan hub courier\n"
        "take), and bring its answer back: pishkhan agent courier import."
    )


def _print_taken(taken: AnswerTaken) -> None:
    if taken.nothing_new:
        print("Nothing new: the hub has said as much or more since. Nothing was changed.")
    else:
        print(f"The hub has {taken.news} events more in its custody.")
    for word in taken.journals:
        print(f"    {word.writer or 'a journal'} {word.journal[:8]}: {_meaning(word)}")


def _meaning(word: JournalWord) -> str:
    match word.word:
        case "taken":
            return f"all up to {word.through} is in custody"
        case "known":
            return f"known already, up to {word.through}"
        case "diverged":
            return (
                "NOT the journal that the hub knows: it takes no payments any more and goes on "
                "in a new one. Tell operations where this disk came from."
            )
        case "lost":
            return "the hub has lost events that are no longer here. Tell operations."
        case "unknown":
            return "not at this kiosk (any more)"
        case "damaged":
            return "damaged: pishkhan agent journal verify"
        case "refused":
            return "not signed by the hub, ignored"


def _as_json(packed: Packed) -> dict[str, object]:
    return {
        "file": str(packed.path),
        "bytes": packed.size,
        "events": packed.events,
        "payments": packed.payments,
        "journals": [vars(load) for load in packed.loads],
        "damaged": {str(path): what for path, what in packed.damaged.items()},
    }


def _draw(done: int, total: int) -> None:
    filled = BAR_WIDTH * done // max(total, 1)
    bar = "#" * filled + "." * (BAR_WIDTH - filled)
    end = "\n" if done >= total else ""
    print(f"\r[{bar}] {done}/{total} events", end=end, file=sys.stderr, flush=True)


def _silent(_done: int, _total: int) -> None:
    """A program reads the result alone."""
