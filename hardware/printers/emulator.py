"""An emulated ESC/POS printer: bytes in, PNG receipts out, and every trouble a printer knows.

Receiving and printing are two threads, as in the real thing: status questions are answered at
once, all else waits its turn, and a fault stops the head while the line goes on. What was
received and not printed comes out when the fault is mended, unless it was cleared.

Control commands: {"do": ...}
  paper {value: ok|near_end|out, after_rows?}   cover {value: open|closed}
  cutter {value: ok|error|fails}  (fails: jams at the next cut)     offline {value: bool}
  silent {value: bool}  (prints, answers nothing)    drop {after_bytes?}  (breaks the line)
  speed {rows_per_s}    state
"""

import threading
from collections import deque
from dataclasses import dataclass, replace
from pathlib import Path

from hardware.emulation.control import Answer, Command
from hardware.emulation.device import unknown_command
from hardware.link import ByteLink, LinkError
from hardware.printers.escpos.paper_roll import PaperRoll
from hardware.printers.escpos.reader import (
    AutoStatusSwitch,
    BufferQuery,
    ClearBuffers,
    CommandReader,
    Cut,
    Feed,
    Garbage,
    PrinterCommand,
    ProcessId,
    Raster,
    RealtimeQuery,
)
from hardware.printers.escpos.status import PrinterStatus, process_done, to_auto, to_realtime

_STEP_ROWS = 24
_FOREVER_S = 1e9
_KNOWN = "paper, cover, cutter, offline, silent, drop, speed, state"


@dataclass(frozen=True, slots=True)
class EmulatedPrinterSetup:
    """`rows_per_s`: 1200 is 150 mm/s; 0 prints at once. `process_id`: clones lack it."""

    folder: Path
    columns_dots: int = 576
    rows_per_s: float = 1200.0
    process_id: bool = True


class EmulatedPrinter:
    def __init__(self, setup: EmulatedPrinterSetup) -> None:
        self._setup = setup
        self._rows_per_s = setup.rows_per_s
        self._paper = PaperRoll(setup.folder, setup.columns_dots)
        self._change = threading.Condition()  # guards all below
        self._queue: deque[PrinterCommand] = deque()
        self._cleared = 0  # counts clearings, so that a command being printed notices one
        self._status = PrinterStatus()
        self._reader = CommandReader()
        self._link: ByteLink | None = None
        self._auto_status = False
        self._silent = False
        self._cutter_fails = False
        self._drop_after_bytes: int | None = None
        self._out_after_rows: int | None = None
        self._garbage = 0
        self._last: str | None = None
        self._ended = threading.Event()
        self._head = threading.Thread(target=self._print, name="printer-head", daemon=True)
        self._head.start()

    def serve(self, link: ByteLink) -> None:
        with self._change:
            self._link = link
        try:
            while not self._ended.is_set():
                self._receive(link.receive(_FOREVER_S))
        finally:
            with self._change:
                self._link = None
                self._auto_status = False

    def interrupt(self) -> None:
        self._ended.set()
        with self._change:
            if self._link is not None:
                self._link.interrupt()
            self._change.notify_all()
        self._head.join(timeout=1.0)

    def obey(self, command: Command) -> Answer:
        with self._change:
            match command.get("do"):
                case "paper":
                    self._set_paper(str(command["value"]), command.get("after_rows"))
                case "cover":
                    self._set(cover_open=_one_of(command, "open", "closed") == "open")
                case "cutter":
                    value = _one_of(command, "ok", "error", "fails")
                    self._cutter_fails = value == "fails"
                    self._set(cutter_error=value == "error")
                case "offline":
                    self._set(offline=bool(command["value"]))
                case "silent":
                    self._silent = bool(command["value"])
                case "speed":
                    self._rows_per_s = float(command["rows_per_s"])
                case "drop":
                    self._drop(command.get("after_bytes"))
                case "state":
                    pass
                case _:
                    raise unknown_command(command, _KNOWN)
            return self._state()

    def _state(self) -> Answer:
        trouble = self._status.trouble()
        return {
            "receipts": self._paper.pieces,
            "last": self._last,
            "rows_hanging_out": self._paper.height,
            "waiting": len(self._queue),
            "trouble": trouble and trouble.value,
            "near_end": self._status.paper_near_end,
            "garbage_bytes": self._garbage,
        }

    def _set_paper(self, value: str, after_rows: object) -> None:
        if value == "out" and after_rows is not None:
            self._out_after_rows = int(str(after_rows))
        elif value in ("ok", "near_end", "out"):
            self._set(paper_end=value == "out", paper_near_end=value == "near_end")
        else:
            raise ValueError(f"paper is ok, near_end or out, not {value}")

    def _set(self, **changed: bool) -> None:
        before = self._status
        self._status = replace(before, **changed)
        if self._status != before and self._auto_status:
            self._answer(to_auto(self._status))
        self._change.notify_all()

    def _drop(self, after_bytes: object) -> None:
        if after_bytes is not None:
            self._drop_after_bytes = int(str(after_bytes))
        elif self._link is not None:
            self._link.interrupt()

    # Receiving.

    def _receive(self, data: bytes) -> None:
        with self._change:
            if self._drop_after_bytes is not None:
                data = data[: self._drop_after_bytes]
                self._drop_after_bytes -= len(data)
            for command in self._reader.feed(data):
                self._take(command)
            if self._drop_after_bytes == 0 and self._link is not None:
                self._drop_after_bytes = None
                self._link.interrupt()

    def _take(self, command: PrinterCommand) -> None:
        match command:
            case RealtimeQuery(n) if 1 <= n <= 4:
                self._answer(bytes((to_realtime(self._status, n),)))
            case ClearBuffers():
                self._queue.clear()
                self._cleared += 1
                self._change.notify_all()
            case _:
                self._queue.append(command)
                self._change.notify_all()

    def _answer(self, data: bytes) -> None:
        if self._silent or self._link is None:
            return
        try:
            self._link.send(data, _FOREVER_S)
        except LinkError:
            self._link = None  # nobody listens any more; serve notices by itself

    # Printing.

    def _print(self) -> None:
        while not self._ended.is_set():
            with self._change:
                self._change.wait_for(lambda: self._ended.is_set() or self._can_work())
                if self._ended.is_set():
                    return
                command = self._queue.popleft()
                cleared = self._cleared
            self._work_off(command, cleared)

    def _can_work(self) -> bool:
        return bool(self._queue) and self._status.trouble() is None

    def _work_off(self, command: PrinterCommand, cleared: int) -> None:
        match command:
            case Raster(row_bytes, rows):
                self._burn(row_bytes, rows, cleared)
            case Feed(dots) if self._advance(dots, cleared):
                with self._change:
                    self._paper.feed(dots)
            case Cut(feed_dots) if self._advance(feed_dots, cleared):
                self._cut(feed_dots)
            case _:
                with self._change:
                    self._heed(command)

    def _heed(self, command: PrinterCommand) -> None:
        """The commands that move no paper; those left over have nothing to do."""
        match command:
            case ProcessId(job_id) if self._setup.process_id:
                self._answer(process_done(job_id))
            case BufferQuery():
                self._answer(bytes((0x03 if self._status.paper_near_end else 0,)))
            case AutoStatusSwitch(on):
                self._auto_status = on
                if on:
                    self._answer(to_auto(self._status))
            case Garbage():
                self._garbage += 1
            case _:
                pass

    def _burn(self, row_bytes: int, rows: bytes, cleared: int) -> None:
        step = _STEP_ROWS * row_bytes
        for start in range(0, len(rows), step):
            part = rows[start : start + step]
            if not self._advance(len(part) // row_bytes, cleared):
                return
            with self._change:
                self._paper.add(part, row_bytes)

    def _advance(self, rows: int, cleared: int) -> bool:
        """Moves the paper; waits while a fault lasts. False when the job was cleared meanwhile."""
        with self._change:
            if self._out_after_rows is not None:
                self._out_after_rows -= rows
                if self._out_after_rows <= 0:
                    self._out_after_rows = None
                    self._set(paper_end=True)
            self._change.wait_for(
                lambda: (
                    self._ended.is_set()
                    or self._cleared != cleared
                    or self._status.trouble() is None
                )
            )
            speed = self._rows_per_s
            if self._cleared != cleared or self._ended.is_set():
                return False
        return not (speed and self._ended.wait(rows / speed))

    def _cut(self, feed_dots: int) -> None:
        with self._change:
            if self._cutter_fails:
                self._cutter_fails = False
                self._set(cutter_error=True)
                self._queue.appendleft(Cut(0))  # tried again once mended, unless cleared
                return
            self._paper.feed(feed_dots)
            piece = self._paper.cut()
            self._last = str(piece) if piece else self._last


def _one_of(command: Command, *values: str) -> str:
    value = str(command["value"])
    if value not in values:
        raise ValueError(f"value is one of {', '.join(values)}, not {value}")
    return value
