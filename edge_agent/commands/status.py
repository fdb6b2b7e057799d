"""`pishkhan agent status`: one screen that says what is wrong with this kiosk and what to do."""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from contract.telemetry import DatasetAge
from edge_agent.agent.machine import Machine
from edge_agent.commands.findings import Finding, findings, span
from edge_agent.commands.sight import Sight, look
from edge_agent.commands.update import release_line
from edge_agent.device import DeviceDirectory, Identity
from edge_agent.reference import DatasetStanding

LABEL = 11


@dataclass(frozen=True)
class Standing:
    """How this kiosk is."""

    identity: Identity
    sight: Sight
    found: tuple[Finding, ...]

    @property
    def ages(self) -> tuple[DatasetAge, ...]:
        """Of the data that serves."""
        found = (_age(standing) for standing in self.sight.data)
        return tuple(age for age in found if age is not None)

    def as_json(self) -> dict[str, object]:
        return {
            "device": self.identity.device,
            "running": self.sight.agent is not None,
            "agent": self.sight.said,
            "reference": self.ages,
            "findings": [{"what": f.what, "next_step": f.next_step} for f in self.found],
        }


def standing(directory: DeviceDirectory) -> Standing:
    """Raises NotEnrolled or DamagedDeviceFile, when it is not known which kiosk this is."""
    sight = look(directory)
    return Standing(directory.identity(), sight, tuple(findings(sight)))


def status(directory: DeviceDirectory, *, as_json: bool) -> int:
    """0 online and nothing wrong, 1 else. Raises PishkhanError."""
    now = standing(directory)
    if as_json:
        print(msgspec.json.encode(now.as_json()).decode())
    else:
        print(f"{now.identity.device}, {now.identity.place.line}\n")
        facts = _facts(now.sight, now.ages)
        print("\n".join((*_wrong(now.found), "", *facts)))
    online = now.sight.agent is not None and now.sight.agent.link == "online"
    return 0 if online and not now.found else 1


def _age(standing: DatasetStanding) -> DatasetAge | None:
    for one in (standing.now, standing.before):
        if one is not None and one.readable:
            return DatasetAge(
                dataset=standing.dataset.value,
                version=one.version.version,
                as_of_ms=one.version.as_of_ms,
            )
    return None


def _wrong(found: tuple[Finding, ...]) -> Iterator[str]:
    if not found:
        yield "Nothing is wrong."
    for finding in found:
        yield f"! {finding.what}"
        yield f"  -> {finding.next_step}"


def _facts(sight: Sight, ages: tuple[DatasetAge, ...]) -> Iterator[str]:
    """What is known, also of an agent that no longer runs."""
    agent = sight.said
    if agent is None:
        yield _fact("line", "not known" if sight.unreadable else "the agent has never run")
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
    if sight.release is not None:
        yield _fact("release", release_line(sight.release))
    for age in ages:
        since = span(sight.now_ms - age.as_of_ms)
        yield _fact("data", f"{age.dataset}: version {age.version}, as of {since} ago")


def _fact(label: str, said: str) -> str:
    return f"{label:<{LABEL}} {said}"
