"""One measured figure beside the ceiling that the same run measured."""

import statistics
from collections.abc import Sequence

import msgspec


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """`ratio` is value over ceiling; `goal` says in words what we want of it."""

    name: str
    value: float
    unit: str
    cpu_us: float | None = None
    ceiling: float | None = None
    ceiling_name: str | None = None
    ratio: float | None = None
    goal: str | None = None


def compared(figure: Figure, ceiling: float, ceiling_name: str) -> Figure:
    """The figure with its ceiling and ratio."""
    return msgspec.structs.replace(
        figure, ceiling=ceiling, ceiling_name=ceiling_name, ratio=figure.value / ceiling
    )


def percentile(values: Sequence[float], per_cent: int) -> float:
    """The value below which `per_cent` of the sample lies; 50 is the median."""
    if per_cent == 50:
        return statistics.median(values)
    return statistics.quantiles(values, n=100, method="inclusive")[per_cent - 1]


def as_line(figure: Figure) -> str:
    """One line for a reader."""
    parts = [f"{figure.name:<44} {figure.value:>12,.1f} {figure.unit:<9}"]
    if figure.cpu_us is not None:
        parts.append(f"cpu {figure.cpu_us:,.1f} us")
    if figure.ratio is not None:
        parts.append(f"{figure.ratio:.2f} x {figure.ceiling_name} ({figure.ceiling:,.1f})")
    if figure.goal:
        parts.append(f"[goal: {figure.goal}]")
    return "  ".join(parts)
