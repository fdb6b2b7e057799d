"""What is wrong with this kiosk and its way to the city, worst first, each with what to do.

Read from the files that agent and counter keep, so it is told also when neither runs.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from contract.reference import Dataset
from contract.telemetry import Component, ComponentState, State
from edge_agent.commands.sight import Sight
from edge_agent.reference import DatasetStanding
from edge_agent.updates import REASONS, Phase, Update

SECOND_MS, MINUTE_MS, HOUR_MS, DAY_MS = 1000, 60_000, 3_600_000, 86_400_000
UNITS = ((DAY_MS, "d"), (HOUR_MS, "h"), (MINUTE_MS, "min"), (SECOND_MS, "s"))
BILLS_OLD_MS = 2 * DAY_MS
CERTIFICATE_SOON_MS = 14 * DAY_MS
BY_CLERK, BY_CITY, TECHNICIAN = "clerk_", "city_", "technician"


@dataclass(frozen=True)
class Finding:
    """Two sentences that a technician acts on."""

    what: str
    next_step: str


def findings(sight: Sight) -> Iterator[Finding]:
    """Nothing when all is well."""
    yield from _of_files(sight)
    yield from _of_agent(sight)
    yield from _of_counter(sight)
    if sight.counter is not None:
        yield from _of_parts(sight.counter.components)
    yield from _of_certificate(sight)
    for standing in sight.data:
        yield from _of_data(standing, sight.now_ms)
    if sight.release is not None and sight.release.phase is Phase.ROLLED_BACK:
        yield _of_release(sight.release)


def span(milliseconds: int) -> str:
    """`2 d`, `40 min`: the largest unit that fits."""
    for size_ms, unit in UNITS:
        if milliseconds >= size_ms:
            return f"{milliseconds // size_ms} {unit}"
    return "0 s"


def _of_agent(sight: Sight) -> Iterator[Finding]:
    agent = sight.agent
    if agent is None:
        yield Finding(
            "The agent does not run: nothing reaches the city, and nothing comes from it.",
            "systemctl restart pishkhan-agent; journalctl -u pishkhan-agent says why it ended.",
        )
        return
    for journal in agent.journals:
        if journal.diverged:
            yield Finding(
                f"The {journal.writer}'s journal {journal.journal[:8]} is not the one the hub "
                "knows: a copied or restored disk.",
                "It takes no payments and goes on in a new journal by itself. Tell operations "
                "where this disk came from.",
            )
    if agent.link == "offline":
        yield Finding(
            f"No line to the city for {span(sight.now_ms - agent.since_ms)}: "
            f"{agent.reason or 'no reason is known'}.",
            "Look at this office's router and its cable. Nothing is lost meanwhile: what waits "
            "is sent when the line is back, or carried on a stick: at the screen with the cabinet "
            "open, or by pishkhan agent courier export.",
        )


def _of_counter(sight: Sight) -> Iterator[Finding]:
    if sight.counter is None:
        yield Finding(
            "The kiosk does not run, or hangs: nobody can be served.",
            "systemctl restart pishkhan-kiosk; journalctl -u pishkhan-kiosk says why it ended.",
        )
    elif sight.closed is not None:
        since = span(sight.now_ms - sight.closed.since_ms)
        yield Finding(
            f"The office's clerk took the kiosk out of service {since} ago: "
            f"{sight.closed.reason.value}.",
            "The clerk takes it back on the page of the office; where there is no page any more, "
            "pishkhan agent office off does.",
        )


def _of_parts(parts: tuple[ComponentState, ...]) -> Iterator[Finding]:
    for state in (State.FAILED, State.DEGRADED):
        for part in parts:
            if part.state is state and not _is_told_already(part):
                yield _of_part(part)


def _is_told_already(part: ComponentState) -> bool:
    by_clerk = part.reason is not None and part.reason.startswith(BY_CLERK)
    return part.component is Component.COUNTER and by_clerk


def _of_part(part: ComponentState) -> Finding:
    reason = part.reason or "no reason is known"
    if part.component is Component.COUNTER and reason.startswith(BY_CITY):
        return Finding(
            f"The city took the kiosk out of service: {reason.removeprefix(BY_CITY)}.",
            "Operations take it back, or its time is over by itself; nothing is broken.",
        )
    if part.component is Component.COUNTER and reason == TECHNICIAN:
        return Finding(
            "A technician is at the screen: nobody else is served.",
            "It ends with the page's last button, the door, or five minutes without a touch.",
        )
    if part.component is Component.COUNTER:
        return Finding(
            f"The kiosk takes no payments: {reason}.",
            "pishkhan agent journal show tells how its journal is.",
        )
    verb = "does not work" if part.state is State.FAILED else "works, but wants care"
    return Finding(
        f"{part.component.value.capitalize()} {verb}: {reason}.",
        "pishkhan hardware test names the fault and what to do, with the door open.",
    )


def _of_files(sight: Sight) -> Iterator[Finding]:
    for what in sight.unreadable:
        yield Finding(
            what,
            "Restart pishkhan-agent and pishkhan-kiosk: what they write in run/ they write anew. "
            "Where it stays so, the disk may be failing: call operations before you switch off.",
        )


def _of_certificate(sight: Sight) -> Iterator[Finding]:
    """The agent renews it sixty days before: near its end something is in the way."""
    ends_ms = sight.certificate_ends_ms
    if ends_ms is None or ends_ms - sight.now_ms >= CERTIFICATE_SOON_MS:
        return
    left_ms = ends_ms - sight.now_ms
    what = (
        f"This kiosk's certificate ended {span(-left_ms)} ago: it has no line to the city."
        if left_ms <= 0
        else f"This kiosk's certificate ends in {span(left_ms)} and was not renewed."
    )
    yield Finding(
        what,
        "Look at the clock (date) first. The agent renews it by itself, also when it has ended: "
        "journalctl -u pishkhan-agent says what is in its way.",
    )


def _of_data(standing: DatasetStanding, now_ms: int) -> Iterator[Finding]:
    if standing.now is None:
        return
    if not standing.now.readable:
        good = standing.before is not None and standing.before.readable
        serves = "the version before serves" if good else "nothing serves"
        yield Finding(
            f"The city's data: {standing.dataset} cannot be read; {serves} in its place.",
            "pishkhan agent refresh gets it again, with the line up.",
        )
    age_ms = now_ms - standing.now.version.as_of_ms
    if standing.dataset is Dataset.BILLS and age_ms > BILLS_OLD_MS:
        yield Finding(
            f"The city's bills here are {span(age_ms)} old: what changed since is not known.",
            "They are got anew when the line is up: pishkhan agent refresh says what is wrong.",
        )


def _of_release(release: Update) -> Finding:
    return Finding(
        f"Release {release.version} was taken back: {REASONS[release.reason]}.",
        "The version before runs and nothing is lost; a newer release is taken by itself. "
        "Tell operations, who see it too.",
    )
