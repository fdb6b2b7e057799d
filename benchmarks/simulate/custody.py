"""Whether the hub holds every event of every journal exactly once."""

import time

from benchmarks.simulate.city import LoadedCity
from benchmarks.simulate.kiosks import Written

STALLED_S = 60.0
"""Without one more event at the hub for so long, what is missing will not come."""
POLL_S = 0.1


def missing_at_hub(city: LoadedCity, written: list[Written]) -> list[str]:
    """Journals that are not wholly and singly at the hub after no more progress for a while."""
    best, moved_at = -1, time.monotonic()
    while True:
        counts = city.counts()
        held = {journal["journal"]: journal for journal in counts["journals"]}
        lacking = [
            f"{w.device}: journal {w.journal} has {w.head_seq}, the hub "
            f"{held.get(w.journal, {}).get('events', 0)}"
            for w in written
            if not _whole(held.get(w.journal), w)
        ]
        if not lacking:
            return []
        if counts["events"] > best:
            best, moved_at = counts["events"], time.monotonic()
        if time.monotonic() - moved_at > STALLED_S:
            return lacking
        city.programs.refuse_ended()
        time.sleep(POLL_S)


def _whole(held: dict[str, int] | None, written: Written) -> bool:
    """As many events as the last seq says; the hub's chain kept the order."""
    return (
        held is not None
        and held["through"] >= written.head_seq
        and held["events"] == held["through"]
    )
