"""The options of the model of the protocol, and its figures at the end of a run.

    pytest tests/protocol_model --model-seed 4711 --model-interleavings 500

Without a seed it is always the same one, so that a red test is the work of the last change;
`make model` takes another one each time, and prints it.
"""

import json
from dataclasses import asdict, dataclass

import pytest

FIGURES = "model"
_USUAL_SEED = 20_000
_USUAL_INTERLEAVINGS = 40
_FEWEST_PARTS = 16
_LARGEST_PART = 250
"""The rounds are cut into tests of so many at most, for as many processes as there are; of a run
that is ended early the figures of those that were done are told."""


@dataclass(frozen=True, slots=True)
class ModelOptions:
    """`seed`: of the first round; the next has the next."""

    seed: int
    interleavings: int

    @property
    def parts(self) -> list[range]:
        """The seeds of each."""
        number = max(_FEWEST_PARTS, -(-self.interleavings // _LARGEST_PART))
        end = self.seed + self.interleavings
        return [range(self.seed + part, end, number) for part in range(number)]


@dataclass(frozen=True, slots=True)
class Explored:
    """What one part did. `fingerprints`: of its interleavings, in hexadecimal."""

    steps: int
    fingerprints: tuple[str, ...]
    processor_s: float


def model_options(config: pytest.Config) -> ModelOptions:
    return ModelOptions(
        config.getoption("--model-seed"), config.getoption("--model-interleavings")
    )


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("model", "the model of the protocol between kiosk and hub")
    group.addoption(
        "--model-seed", type=int, default=_USUAL_SEED, metavar="N", help="of the first round"
    )
    group.addoption(
        "--model-interleavings",
        type=int,
        default=_USUAL_INTERLEAVINGS,
        metavar="N",
        help="rounds, each one interleaving of some fifty steps",
    )


def told(node: pytest.Item, explored: Explored) -> None:
    """Puts the figures into the test's report, for the end of the run."""
    node.user_properties.append((FIGURES, json.dumps(asdict(explored))))


def figures(terminalreporter: pytest.TerminalReporter) -> None:
    parts = [
        json.loads(str(value))
        for report in terminalreporter.getreports("passed")
        for name, value in report.user_properties
        if name == FIGURES
    ]
    if not parts:
        return
    all_of_them = [fingerprint for part in parts for fingerprint in part["fingerprints"]]
    steps = sum(part["steps"] for part in parts)
    processor_s = sum(part["processor_s"] for part in parts)
    broken = sum(
        "/protocol_model/" in each.nodeid for each in terminalreporter.getreports("failed")
    )
    verdict = f"{broken} parts failed, and are not counted" if broken else "no promise broken"
    terminalreporter.section(f"model, seed {terminalreporter.config.getoption('--model-seed')}")
    terminalreporter.line(
        f"{len(all_of_them)} interleavings, {len(set(all_of_them))} of them distinct, "
        f"{steps} steps, {processor_s:.0f} s of processor time, {verdict}"
    )
