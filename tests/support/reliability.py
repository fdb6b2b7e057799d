"""The table of docs/reliability.md, made by the tests of bad days.

A test tells what it saw with `told_bad_day`; the run ends with the table, and

    pytest tests/end_to_end --reliability docs/reliability.md

writes it there, between its two markers.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest

FIGURES = "bad day: "
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"
HEAD = "| fault | tries | lost | doubled | time to recover |\n|---|---:|---:|---:|---:|"


@dataclass(frozen=True, slots=True, kw_only=True)
class BadDay:
    """What one fault did. `tries`: how often it was injected; `lost`, `doubled`: events that
    the hub lacked or had twice afterwards; `recovered_s`: the slowest try's time until the hub
    had everything."""

    fault: str
    tries: int
    lost: int
    doubled: int
    recovered_s: float


def told_bad_day(request: pytest.FixtureRequest, day: BadDay) -> None:
    """Called before the test judges, so that a failed one stands in the table as well."""
    request.node.user_properties.append((FIGURES + day.fault, json.dumps(asdict(day))))


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("reliability", "bad days between kiosk and hub")
    group.addoption("--reliability", type=Path, metavar="FILE", help="write the table into FILE")


def table(days: list[BadDay]) -> str:
    rows = [
        f"| {day.fault} | {day.tries} | {day.lost} | {day.doubled} | {day.recovered_s:.1f} s |"
        for day in sorted(days, key=lambda day: day.fault)
    ]
    return "\n".join([HEAD, *rows])


def written_into(page: str, days: list[BadDay]) -> str:
    """`page` with the table between its markers. Raises ValueError when it lacks them."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page has no {BEGIN} and {END}")
    return f"{before}{BEGIN}\n{table(days)}\n{END}{after}"


def figures(terminalreporter: pytest.TerminalReporter) -> None:
    days = [
        BadDay(**json.loads(str(figures)))
        for outcome in ("passed", "failed")
        for report in terminalreporter.getreports(outcome)
        for name, figures in report.user_properties
        if name.startswith(FIGURES)
    ]
    if not days:
        return
    terminalreporter.section("bad days")
    terminalreporter.write_line(table(days))
    page: Path | None = terminalreporter.config.getoption("--reliability")
    if page is not None:
        page.write_text(written_into(page.read_text(encoding="utf-8"), days), encoding="utf-8")
