"""`pishkhan agent status`: one screen that says what is wrong with this kiosk and what to do."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from contract.telemetry import DatasetAge
from edge_agent.agent.machine import Machine
from edge_agent.commands.findings import Finding, Sight, findings, span
from edge_agent.commands.update import release_line
from edge_agent.device import (
    AgentState,
    DeviceDirectory,
    Identity,
    is_fresh,
    read_agent_state,
    read_closing,
    read_counter_state,
)
from edge_agent.reference import ReferenceStore

LABEL = 10


@dataclass(frozen=True)
class Standing:
    """How this kiosk is. `agent` is what the agent said last, also when it no longer runs."""

    identity: Identity
    sight: Sight
    agent: AgentState | None
    found: tuple[Finding, ...]
    ages: tuple[DatasetAge, ...]

    def as_json(self) -> dict[str, object]:
        return {
            "device": self.identity.device,
            "running": self.sight.agent is not None,
            "agent": self.agent,
            "reference": self.ages,
            "findings": [{"what": f.what, "next_step": f.next_step} for f in self.found],
        }


def standing(directory: DeviceDirectory) -> Standing:
    """Raises PishkhanError."""
    identity = directory.identity()
    agent = read_agent_state(directory.agent_state_path)
    sight = _look(directory, agent)
    store = ReferenceStore(directory.path)
    try:
        return Standing(identity, sight, agent, tuple(findings(sight)), store.ages())
    finally:
        store.close()


def status(directory: DeviceDirectory, *, as_json: bool) -> int:
    """0 online and nothing wrong, 1 else. Raises PishkhanError."""
    now = standing(directory)
    if as_json:
        print(msgspec.json.encode(now.as_json()).decode())
    else:
        print(f"{now.identity.device}, {now.identity.place.line}\n")
        facts = _facts(now.sight, now.agent, now.ages, release_line(directory))
        print("\n".join((*_wrong(now.found), "", *facts)))
    online = now.sight.agent is not None and now.sight.agent.link == "online"
    return 0 if online and not now.found else 1


def _look(directory: DeviceDirectory, agent: AgentState | None) -> Sight:
    counter = read_counter_state(directory.counter_state_path)
    return Sight(
        agent=agent if agent is not None and is_fresh(agent) else None,
        counter=counter if counter is not None and is_fresh(counter) else None,
        closed=read_closing(directory.closing_path),
        now_ms=time.time_ns() // 1_000_000,
    )


def _wrong(found: tuple[Finding, ...]) -> Iterator[str]:
    if not found:
        yield "Nothing is wrong."
    for finding in found:
        yield f"! {finding.what}"
        yield f"  -> {finding.next_step}"


def _facts(
    sight: Sight, agent: AgentState | None, ages: tuple[DatasetAge, ...], release: str | None
) -> Iterator[str]:
    """What is known, also of an agent that no longer runs."""
    if agent is None:
        yield _fact("line", "the agent has never run")
    else:
        yield _fact("line", f"{agent.link} for {span(sight.now_ms - agent.since_ms)}")
        for journal in agent.journals:
            waiting = journal.head_seq - journal.acked_seq
            word = f"{waiting} wait for the hub" if waiting else "all at the hub"
            yield _fact("queue", f"{journal.writer} {journal.journal[:8]}: {word}")
    if sight.counter is not None:
        for part in sight.counter.components:
            level = "" if part.level is None else f", {part.level} %"
            yield _fact(part.component.value, f"{part.state.value}{level}")
        for label, at_ms in (
            ("payment", sight.counter.last_payment_ms),
            ("print", sight.counter.last_print_ms),
        ):
            last = "none yet" if at_ms is None else f"{span(sight.now_ms - at_ms)} ago"
            yield _fact(label, f"the last one: {last}")
    free = Machine().memory_free_percent()
    if free is not None:
        yield _fact("memory", f"{free:.0f} % free")
    if release is not None:
        yield _fact("release", release)
    for age in ages:
        since = span(sight.now_ms - age.as_of_ms)
        yield _fact("data", f"{age.dataset}: version {age.version}, as of {since} ago")


def _fact(label: str, said: str) -> str:
    return f"{label:<{LABEL}} {said}"
