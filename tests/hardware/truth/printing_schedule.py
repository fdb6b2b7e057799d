"""Which pages are printed in one round, and what goes wrong meanwhile: drawn from a seed."""

import random
from dataclasses import dataclass, replace

from hardware.emulation import Command
from tests.hardware.truth.line_trouble import (
    Cut,
    Direction,
    Flip,
    Hold,
    LineTrouble,
    OldWords,
    Slow,
    Swallow,
    Twice,
    Unplug,
)
from tests.hardware.truth.moments import AfterBytes, AfterMs, Moment, PowerCut
from tests.hardware.truth.pages import Page, draw_page

_MOST_ROWS = 420
_JOBS = 5
_CALM = 0.15  # share of jobs to which nothing happens
_MENDED = 0.8  # share of troubles that are over before the next page
_CONVERSATION_BYTES = 120  # what a printer says about one page, roughly


@dataclass(frozen=True, slots=True)
class PrinterTrouble:
    """A control command to the emulated printer. Rows are counted by the printer itself."""

    command: tuple[tuple[str, str | int], ...]
    when: Moment

    def as_command(self) -> Command:
        return dict(self.command)


@dataclass(frozen=True, slots=True)
class Crash:
    """The kiosk's process ends in the middle; the next one knows that a page was begun."""

    when: AfterMs


@dataclass(frozen=True, slots=True)
class PrintingJob:
    page: Page
    rows_per_s: int
    line: tuple[LineTrouble, ...]
    printer: tuple[PrinterTrouble, ...]
    power: PowerCut | None
    crash: Crash | None
    is_mended: bool

    def __str__(self) -> str:
        troubles = [*self.line, *self.printer, self.power, self.crash]
        told = ", ".join(str(trouble) for trouble in troubles if trouble is not None)
        after = "" if self.is_mended else ", still so for the next page"
        return f"{self.page.height} rows at {self.rows_per_s}/s: {told or 'calm'}{after}"


def draw_jobs(
    chance: random.Random, columns_dots: int, *, has_noise: bool
) -> tuple[PrintingJob, ...]:
    """`has_noise`: serial lines have; a network's own checksums keep it away."""
    pages = [draw_page(chance, columns_dots, _MOST_ROWS) for _ in range(_JOBS)]
    return tuple(_job(chance, page, has_noise=has_noise) for page in pages)


def draw_noisy_jobs(chance: random.Random, columns_dots: int) -> tuple[PrintingJob, ...]:
    """Dots change, or vanish, on their way to the printer."""
    pages = [draw_page(chance, columns_dots, _MOST_ROWS) for _ in range(_JOBS)]
    return tuple(replace(_job(chance, p, has_noise=True), line=_noise(chance, p)) for p in pages)


def _noise(chance: random.Random, page: Page) -> tuple[LineTrouble, ...]:
    place = _place(chance, page, Direction.TO_DEVICE)
    if chance.random() < 0.5:
        return (Swallow(Direction.TO_DEVICE, place, chance.randint(1, 400)),)
    return (Flip(Direction.TO_DEVICE, place, chance.randint(1, 10), chance.getrandbits(32)),)


def calm_job(chance: random.Random, columns_dots: int) -> PrintingJob:
    """A page to which nothing happens."""
    page = draw_page(chance, columns_dots, _MOST_ROWS)
    return PrintingJob(page, 0, (), (), None, None, is_mended=True)


def _job(chance: random.Random, page: Page, *, has_noise: bool) -> PrintingJob:
    speed = chance.choice((0, 0, 8_000, 25_000))
    line: list[LineTrouble] = []
    printer: list[PrinterTrouble] = []
    power: PowerCut | None = None
    crash: Crash | None = None
    while chance.random() > _CALM and len(line) + len(printer) < 2:
        match chance.choices(("line", "printer", "power", "crash"), (9, 9, 1, 1))[0]:
            case "line":
                line.append(_line_trouble(chance, page, has_noise=has_noise))
            case "printer":
                printer.append(_printer_trouble(chance, page))
            case "power":
                power = PowerCut(_moment(chance, page), chance.uniform(0.0, 0.15))
                break
            case _:
                crash = Crash(AfterMs(chance.randint(0, 80)))
                break
    is_mended = chance.random() < _MENDED
    return PrintingJob(page, speed, tuple(line), tuple(printer), power, crash, is_mended)


def _place(chance: random.Random, page: Page, direction: Direction) -> int:
    """A byte of the job; its last bytes, which decide, are chosen more often."""
    if direction is Direction.TO_HOST:
        return chance.randrange(_CONVERSATION_BYTES)
    inked = page.height * page.row_bytes
    if chance.random() < 0.3:
        return chance.randrange(max(1, inked // 2), inked + 200)
    return chance.randrange(inked + 200)


def _moment(chance: random.Random, page: Page) -> Moment:
    if chance.random() < 0.5:
        return AfterMs(chance.randint(0, 80))
    return AfterBytes(_place(chance, page, Direction.TO_DEVICE))


def _line_trouble(chance: random.Random, page: Page, *, has_noise: bool) -> LineTrouble:
    """Dots that change or vanish on their way, while the line goes on, are not among them: a page
    has no checksum, so that no driver can know of it. `draw_noisy_jobs` has those."""
    direction = chance.choice(tuple(Direction))
    place = _place(chance, page, direction)
    match chance.randrange(8):
        case 0 if not has_noise:
            return Cut(direction, place)
        case 1:
            return Unplug(direction, place, chance.uniform(0.0, 0.15))
        case 2:
            return Swallow(direction, place)
        case 3:
            back = _place(chance, page, Direction.TO_HOST)
            return Swallow(Direction.TO_HOST, back, chance.randint(1, 60))
        case 4 if has_noise:
            back = _place(chance, page, Direction.TO_HOST)
            return Flip(Direction.TO_HOST, back, chance.randint(2, 60), chance.getrandbits(32))
        case 5:
            return Slow(chance.choice((30_000, 100_000, 400_000)))
        case 6:
            return Hold(chance.uniform(0.0, 0.4))
        case _:
            return chance.choice((OldWords(), Twice(chance.randint(1, 12))))


def _printer_trouble(chance: random.Random, page: Page) -> PrinterTrouble:
    moment = _moment(chance, page)
    rows = chance.randint(1, page.height + 120)  # the page, its end, and the way to the knife
    match chance.randrange(10):
        case 0:
            return _trouble(moment, do="paper", value="out")
        case 1:
            return _trouble(moment, do="paper", value="near_end")
        case 2 | 3:
            return _trouble(AfterMs(0), do="paper", value="out", after_rows=rows)
        case 4:
            return _trouble(moment, do="cover", value="open")
        case 5:
            return _trouble(AfterMs(0), do="cover", value="open", after_rows=rows)
        case 6:
            return _trouble(AfterMs(0), do="head", value="hot", after_rows=rows)
        case 7:
            return _trouble(moment, do="cutter", value=chance.choice(("error", "fails")))
        case _:
            return _trouble(moment, do=chance.choice(("offline", "error", "silent")), value=1)


def _trouble(when: Moment, **command: str | int) -> PrinterTrouble:
    return PrinterTrouble(tuple(command.items()), when)
