"""The options of chaos, and at the end of a run what it did to whom.

    pytest tests/chaos --chaos-seconds 600 --chaos-kiosks 24 --chaos-seed 4711

Without a seed it is always the same one; `make chaos` takes another one each time. Processes have
a will of their own: the seed brings the same faults in the same order, not the same moment.
"""

import json
from dataclasses import asdict, dataclass, field

import pytest

FIGURES = "chaos"
_USUAL_SEED = 20_000
_USUAL_SECONDS = 15
_USUAL_KIOSKS = 2


@dataclass(frozen=True, slots=True)
class ChaosOptions:
    """`seconds` of faults; what heals afterwards takes as long as it takes."""

    seed: int
    seconds: int
    kiosks: int


@dataclass(frozen=True, slots=True)
class Struck:
    """One fault: when (seconds after the first), what, and whom it met."""

    at_s: float
    fault: str
    whom: str


@dataclass(frozen=True, slots=True)
class Sides:
    """Rials taken, seen by four that share no code."""

    terminal: int
    journal: int
    hub_events: int
    hub_ledger: int

    @property
    def equal(self) -> bool:
        return self.terminal == self.journal == self.hub_events == self.hub_ledger

    def __str__(self) -> str:
        verdict = "equal" if self.equal else "NOT EQUAL"
        return (
            f"terminal {self.terminal:,} / journal {self.journal:,} / hub's events "
            f"{self.hub_events:,} / hub's ledger {self.hub_ledger:,} rials: {verdict}"
        )


@dataclass
class Story:
    """What was done to whom, and what came of it. `unequal`: journals that the hub has otherwise;
    `healed_s`: from the end of the last visit until the hub had everything."""

    struck: list[Struck] = field(default_factory=list)
    kiosks: int = 0
    payments: int = 0
    events: int = 0
    unequal: list[str] = field(default_factory=list)
    healed_s: float = 0.0
    sides: Sides = Sides(0, 0, 0, 0)


def chaos_options(config: pytest.Config) -> ChaosOptions:
    return ChaosOptions(
        config.getoption("--chaos-seed"),
        config.getoption("--chaos-seconds"),
        config.getoption("--chaos-kiosks"),
    )


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("chaos", "random faults over all processes")
    group.addoption("--chaos-seed", type=int, default=_USUAL_SEED, metavar="N")
    group.addoption("--chaos-seconds", type=int, default=_USUAL_SECONDS, metavar="N")
    group.addoption("--chaos-kiosks", type=int, default=_USUAL_KIOSKS, metavar="N")


def told(node: pytest.Item, story: Story) -> None:
    """Puts the story into the test's report, for the end of the run."""
    node.user_properties.append((FIGURES, json.dumps(asdict(story))))


def figures(terminalreporter: pytest.TerminalReporter) -> None:
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            for name, value in report.user_properties:
                if name == FIGURES:
                    seed = terminalreporter.config.getoption("--chaos-seed")
                    terminalreporter.section(f"chaos, seed {seed}")
                    for line in lines(_read(str(value))):
                        terminalreporter.line(line)


def lines(story: Story) -> list[str]:
    """As a person reads it."""
    sum_of_it = (
        f"{len(story.struck)} faults over {story.kiosks} kiosks, {story.payments} payments, "
        f"{story.events:,} events; whole {story.healed_s:.1f} s after the last visit"
    )
    return [
        *(f"{one.at_s:7.1f} s  {one.fault:<34} {one.whom}" for one in story.struck),
        sum_of_it,
        *(f"NOT THE HUB'S COPY: {journal}" for journal in story.unequal),
        str(story.sides),
    ]


def _read(text: str) -> Story:
    given = json.loads(text)
    struck = [Struck(**one) for one in given.pop("struck")]
    return Story(struck=struck, sides=Sides(**given.pop("sides")), **given)
