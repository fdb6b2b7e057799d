"""The truth test's options, and its figures at the end of a run.

    pytest tests/hardware/truth --truth-seed 4711 --truth-rounds 200

Without a seed it is always the same one, so that a red test is the work of the last change;
`make truth` takes another one each time, and prints it.
"""

import json
from collections import Counter
from dataclasses import dataclass

import pytest

FIGURES = "truth"
_USUAL_SEED = 20_000
_USUAL_ROUNDS = 40


@dataclass(frozen=True, slots=True)
class TruthOptions:
    """`seed`: of the first round; the next has the next. `rounds`: of each kind of device."""

    seed: int
    rounds: int

    @property
    def seeds(self) -> range:
        return range(self.seed, self.seed + self.rounds)


def truth_options(config: pytest.Config) -> TruthOptions:
    return TruthOptions(config.getoption("--truth-seed"), config.getoption("--truth-rounds"))


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("truth", "the truth test: drivers against emulators in trouble")
    group.addoption(
        "--truth-seed", type=int, default=_USUAL_SEED, metavar="N", help="of the first round"
    )
    group.addoption(
        "--truth-rounds",
        type=int,
        default=_USUAL_ROUNDS,
        metavar="N",
        help="rounds for each kind of device on each wire, five jobs each",
    )


def figures(terminalreporter: pytest.TerminalReporter) -> None:
    """How often each answer was given, and what share of them was that it is not known."""
    rows = {
        name: Counter(json.loads(str(counts)))
        for report in terminalreporter.getreports("passed")
        for name, counts in report.user_properties
        if name.startswith(FIGURES)
    }
    if not rows:
        return
    seed = terminalreporter.config.getoption("--truth-seed")
    terminalreporter.section(f"truth, seed {seed}")
    for name, counts in sorted(rows.items()):
        answers = ", ".join(f"{count} {answer}" for answer, count in sorted(counts.items()))
        share = counts["unknown"] / counts.total()
        what = name.removeprefix(f"{FIGURES} ")
        terminalreporter.line(f"{what:<24} {counts.total():>6}: {answers} ({share:.1%} unknown)")
    total = sum(counts.total() for counts in rows.values())
    terminalreporter.line(f"{total} print jobs and payments in rounds without a lie")
