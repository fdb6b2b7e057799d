"""`pishkhan simulate`: many kiosks pay, the line fails, and the hub has every event once."""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from benchmarks.simulate.city import LoadedCity, loaded_city
from benchmarks.simulate.custody import missing_at_hub
from benchmarks.simulate.kiosks import (
    enrol_kiosks,
    heads,
    start_agents,
    write_payments,
)
from benchmarks.simulate.options import Plan, read_plan


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """Rates in events a second; `missing`: journals of which the hub lacks or doubles some."""

    kiosks: int
    transactions: int
    seed: int
    events: int
    journaled_per_s: float
    drained_per_s: float
    outage_s: float
    missing: list[str]
    data: str | None


def main(argv: list[str] | None = None) -> int:
    """0 only when the hub holds every event of every journal exactly once."""
    plan = read_plan(argv)
    with _folder(plan) as folder, loaded_city(plan, folder) as city:
        outcome = _simulate(plan, folder, city)
    _tell(outcome, plan)
    return 1 if outcome.missing else 0


def _simulate(plan: Plan, folder: Path, city: LoadedCity) -> Outcome:
    devices = enrol_kiosks(city, folder / "kiosks", plan.kiosks)
    _say(plan, f"{len(devices)} kiosks enrolled")
    half = plan.transactions // 2 if plan.outage_s else plan.transactions
    began = time.monotonic()
    written = write_payments(devices, half, plan.seed)
    journaling_s = time.monotonic() - began
    _say(plan, f"{sum(w.head_seq for w in written):,} events journaled")
    before = int(city.counts()["events"])
    began = time.monotonic()
    start_agents(city, devices)
    if plan.outage_s and city.line is not None:
        city.line.cut()
        _say(plan, f"line cut for {plan.outage_s:g} s; kiosks go on")
        cut_at = time.monotonic()
        began_again = time.monotonic()
        written = write_payments(devices, plan.transactions - half, plan.seed + 1_000_000)
        journaling_s += time.monotonic() - began_again
        time.sleep(max(0.0, plan.outage_s - (time.monotonic() - cut_at)))
        began = time.monotonic()
        city.line.mend()
    missing = missing_at_hub(city, written)
    drained_s = time.monotonic() - began
    # The agents' own journals too, once the agents are still.
    events = sum(w.head_seq for w in written)
    after = int(city.counts()["events"])
    _say(plan, f"the hub has {after - before:,} events more than before the agents started")
    return Outcome(
        kiosks=plan.kiosks,
        transactions=plan.kiosks * plan.transactions,
        seed=plan.seed,
        events=events,
        journaled_per_s=events / journaling_s,
        drained_per_s=events / drained_s,
        outage_s=plan.outage_s,
        missing=missing or missing_at_hub(city, list(heads(devices))),
        data=None if plan.data is None else str(plan.data),
    )


@contextmanager
def _folder(plan: Plan) -> Iterator[Path]:
    if plan.data is not None:
        plan.data.mkdir(parents=True, exist_ok=True)
        plan.data.chmod(0o711)  # the broker runs as another user and must reach its own files
        yield plan.data
        return
    with tempfile.TemporaryDirectory(prefix="pishkhan-simulate-") as name:
        Path(name).chmod(0o711)
        yield Path(name)


def _say(plan: Plan, line: str) -> None:
    if not plan.as_json:
        print(line, flush=True)


def _tell(outcome: Outcome, plan: Plan) -> None:
    if plan.as_json:
        print(msgspec.json.encode(outcome).decode())
        return
    print(
        f"{outcome.transactions:,} payments, {outcome.events:,} events: journaled "
        f"{outcome.journaled_per_s:,.0f}/s, drained {outcome.drained_per_s:,.0f}/s"
    )
    for line in outcome.missing:
        print(f"NOT WHOLE: {line}")
    print("every event at the hub exactly once" if not outcome.missing else "events are missing")


if __name__ == "__main__":
    sys.exit(main())
