"""A kiosk's last day, drawn from what was measured: ten minutes a bar, and no bar without a
measurement. Nothing is drawn between two of them; where the hub knows nothing, it says so.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from central.console.figures import code, number, percent, time_of_day
from central.console.texts import text
from central.fleet import KioskSample
from contract.values import jalali_local

SLOT_MS = 10 * 60_000
SLOTS = 144
HOURS_APART = 3
FIRST_TICK = 3
"""Nearer to an edge an hour's word would be cut off."""
BAR_WIDTH = 5
HEIGHT = 34
LEAST_HEIGHT = 2
"""So that a measured nothing is seen, and differs from nothing measured."""


@dataclass(frozen=True)
class Bar:
    """In the units of the picture; `told` says when and how much."""

    x: int
    height: int
    told_later: bool
    told: str


@dataclass(frozen=True)
class Gap:
    """Slots of which nothing is known."""

    x: int
    width: int


@dataclass(frozen=True)
class Strip:
    """One quantity over the day. `newest` is what was measured last, `most` the highest bar."""

    title: str
    newest: str
    most: str
    bars: Sequence[Bar]
    gaps: Sequence[Gap]


@dataclass(frozen=True)
class Tick:
    x: int
    word: str


@dataclass(frozen=True)
class KioskHistory:
    """`known` is how much of the day was measured; `any_later` that some was told afterwards."""

    strips: Sequence[Strip]
    ticks: Sequence[Tick]
    known: str
    any_later: bool
    width: int = SLOTS * BAR_WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class Quantity:
    """`full` is the value whose bar is as high as the strip; None: the day's own highest."""

    key: str
    read: Callable[[KioskSample], float | None]
    said: Callable[[float], str]
    full: float | None = None


def _percent(value: float) -> str:
    return percent(round(value))


QUANTITIES = (
    Quantity("history-queue", lambda sample: sample.queue, lambda value: number(round(value))),
    Quantity("history-processor", lambda s: s.processor_busy_percent, _percent, 100),
    Quantity("history-memory", lambda s: s.memory_free_percent, _percent, 100),
    Quantity("history-disk", lambda s: s.disk_free_percent, _percent, 100),
    Quantity(
        "history-warmth",
        lambda sample: sample.celsius,
        lambda value: text("history-degrees", n=number(round(value))),
        100,
    ),
)


def since_ms(now_ms: int) -> int:
    """Where the picture begins: a whole slot, a day ago."""
    return (now_ms // SLOT_MS + 1 - SLOTS) * SLOT_MS


def kiosk_history(samples: Sequence[KioskSample], now_ms: int) -> KioskHistory | None:
    """None when nothing at all was measured. `samples` since `since_ms`, in their order."""
    begin_ms = since_ms(now_ms)
    if not samples:
        return None
    known = {(sample.measured_ms - begin_ms) // SLOT_MS for sample in samples}
    strips = (_strip(quantity, samples, begin_ms) for quantity in QUANTITIES)
    return KioskHistory(
        strips=[strip for strip in strips if strip.bars],
        ticks=list(_ticks(begin_ms)),
        known=percent(round(100 * len(known) / SLOTS)),
        any_later=any(sample.told_later for sample in samples),
    )


def _strip(quantity: Quantity, samples: Sequence[KioskSample], begin_ms: int) -> Strip:
    slots: dict[int, tuple[float, KioskSample]] = {}
    for sample in samples:
        value = quantity.read(sample)
        slot = (sample.measured_ms - begin_ms) // SLOT_MS
        if value is None or not 0 <= slot < SLOTS:
            continue
        if slot not in slots or value > slots[slot][0]:
            slots[slot] = (value, sample)
    values = [value for value, _ in slots.values()]
    if not values:
        return Strip(text(quantity.key), "", "", (), ())
    full = quantity.full or max(1.0, *values)
    newest, _ = slots[max(slots)]
    return Strip(
        title=text(quantity.key),
        newest=quantity.said(newest),
        most=quantity.said(max(values)),
        bars=[
            _bar(slot, value / full, sample.told_later, sample.measured_ms, quantity.said(value))
            for slot, (value, sample) in sorted(slots.items())
        ],
        gaps=list(_gaps(set(slots))),
    )


def _bar(slot: int, part: float, told_later: bool, measured_ms: int, said: str) -> Bar:
    height = max(LEAST_HEIGHT, round(HEIGHT * max(0.0, min(1.0, part))))
    key = "history-bar-later" if told_later else "history-bar"
    told = text(key, time=time_of_day(measured_ms), value=said)
    return Bar(slot * BAR_WIDTH, height, told_later, told)


def _gaps(known: set[int]) -> Sequence[Gap]:
    gaps: list[Gap] = []
    begin = 0
    for slot in range(SLOTS + 1):
        if slot == SLOTS or slot in known:
            if slot > begin:
                gaps.append(Gap(begin * BAR_WIDTH, (slot - begin) * BAR_WIDTH))
            begin = slot + 1
    return gaps


def _ticks(begin_ms: int) -> Sequence[Tick]:
    """The city's hours, some of them."""
    ticks = []
    for slot in range(FIRST_TICK, SLOTS - FIRST_TICK):
        hour, minute = jalali_local(begin_ms + slot * SLOT_MS)[1].split(":")
        if minute == "00" and int(hour) % HOURS_APART == 0:
            ticks.append(Tick(slot * BAR_WIDTH, code(f"{int(hour)}:00")))
    return ticks
