"""An emulated receipt printer: bytes in, PNG receipts out, and every trouble a printer knows.

Receiving and printing are two threads, as in the real thing: status questions are answered at
once, all else waits its turn, and a fault stops the head while the line goes on. What was
received and not printed comes out when the fault is mended, unless it was cleared.

Control commands: {"do": ...}
  paper {value: ok|near_end|out, after_rows?}   cover {value: open|closed, after_rows?}
  cutter {value: ok|error|fails}  (fails: jams at the next cut)     offline {value: bool}
  head {value: ok|hot, after_rows?}   error {value: bool}  (one that no other name fits)
  silent {value: bool}  (prints, answers nothing)    drop {after_bytes?}  (breaks the line)
  erase  (the pictures in its memory are gone)   speed {rows_per_s}    state
  strip  (answers {png}: what hangs out, in base64)
"""

import base64
import threading
import time
from collections import deque
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from hardware.emulation.control import Answer, Command
from hardware.emulation.device import unknown_command
from hardware.link import ByteLink, LinkError
from hardware.printers.emulator_commands import (
    AutoStatusSwitch,
    BufferQuery,
    ClearBuffers,
    CounterQuery,
    Cut,
    DeleteGraphic,
    DocumentEnd,
    DocumentStart,
    Feed,
    Garbage,
    GraphicKeysQuery,
    PrinterCommand,
    PrintGraphic,
    ProcessId,
    Raster,
    RealtimeQuery,
    StoreGraphic,
    Voice,
)
from hardware.printers.escpos.reader import EscPosVoice
from hardware.printers.paper_roll import PaperRoll
from hardware.printers.star_line.reader import StarVoice
from hardware.printers.status import PrinterStatus

_STEP_ROWS = 24
_FOREVER_S = 1e9
_KNOWN = "paper, cover, cutter, offline, head, error, silent, drop, erase, speed, state, strip"

Family = Literal["escpos", "star_line"]
_VOICES: dict[Family, type[Voice]] = {"escpos": EscPosVoice, "star_line": StarVoice}
FAMILIES = tuple(_VOICES)


@dataclass(frozen=True, slots=True)
class EmulatedPrinterSetup:
    """`rows_per_s`: 1200 is 150 mm/s; 0 prints at once. `process_id`: clones lack it, and a
    memory for pictures too."""

    folder: Path
    columns_dots: int = 576
    rows_per_s: float = 1200.0
    process_id: bool = True
    family: Family = "escpos"


class EmulatedPrinter:
    def __init__(self, setup: EmulatedPrinterSetup) -> None:
        self._setup = setup
        self._rows_per_s = setup.rows_per_s
        self._paper = PaperRoll(setup.folder, setup.columns_dots)
        self._change = threading.Condition()  # guards all below
        self._queue: deque[PrinterCommand] = deque()
        self._cleared = 0  # counts clearings, so that a command being printed notices one
        self._status = PrinterStatus()
        self._voice: Voice = _VOICES[setup.family]()
        self._reader = self._voice.reader()
        self._link: ByteLink | None = None
        self._auto_status = False
        self._silent = False
        self._cutter_fails = False
        self._drop_after_bytes: int | None = None
        self._fault_after_rows: tuple[int, dict[str, bool]] | None = None
        self._graphics: dict[bytes, StoreGraphic] = {}
        self._graphic_writes = 0
        self._in_document = False
        self._discarding = False
        self._counter = 0
        self._garbage = 0
        self._received_bytes = 0
        self._begun_ns: int | None = None  # when the first dots of what hangs out were burnt
        self._first_dots_ns: int | None = None  # the same of the last piece cut off
        self._cut_ns: int | None = None
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
                case "silent":
                    self._silent = bool(command["value"])
                case "speed":
                    self._rows_per_s = float(command["rows_per_s"])
                case "drop":
                    self._drop(command.get("after_bytes"))
                case "erase":
                    self._graphics.clear()
                case "strip":
                    return {"png": base64.b64encode(self._paper.hanging()).decode("ascii")}
                case "state":
                    pass
                case _:
                    self._suffer(command)
            return self._state()

    def _suffer(self, command: Command) -> None:
        """The troubles that show in the printer's status."""
        rows = command.get("after_rows")
        match command.get("do"):
            case "paper":
                value = _one_of(command, "ok", "near_end", "out")
                near = value == "near_end"
                self._set_after(rows, paper_end=value == "out", paper_near_end=near)
            case "cover":
                self._set_after(rows, cover_open=_one_of(command, "open", "closed") == "open")
            case "cutter":
                value = _one_of(command, "ok", "error", "fails")
                self._cutter_fails = value == "fails"
                self._set(cutter_error=value == "error")
            case "head":
                self._set_after(rows, head_hot=_one_of(command, "ok", "hot") == "hot")
            case "offline":
                self._set(offline=bool(command["value"]))
            case "error":
                self._set(other_error=bool(command["value"]))
            case _:
                raise unknown_command(command, _KNOWN)

    def _state(self) -> Answer:
        trouble = self._status.trouble()
        return {
            "receipts": self._paper.pieces,
            "last": self._last,
            "rows_hanging_out": self._paper.height,
            "waiting": len(self._queue),
            "cleared": self._cleared,
            "trouble": trouble and trouble.value,
            "near_end": self._status.paper_near_end,
            "garbage_bytes": self._garbage,
            "received_bytes": self._received_bytes,
            "graphics": len(self._graphics),
            "graphic_writes": self._graphic_writes,
            "first_dots_ns": self._first_dots_ns,
            "cut_ns": self._cut_ns,
        }

    def _set_after(self, rows: object, **changed: bool) -> None:
        """At once, or when so many rows more have come out."""
        if rows is None:
            self._fault_after_rows = None
            self._set(**changed)
        else:
            self._fault_after_rows = int(str(rows)), changed

    def _set(self, **changed: bool) -> None:
        before = self._status
        self._status = replace(before, **changed)
        if self._status != before and self._auto_status:
            self._answer(self._voice.auto_status(self._status))
        if self._in_document and self._status.trouble() is not None:
            self._discarding = True
            self._clear()
        self._change.notify_all()

    def _clear(self) -> None:
        self._queue.clear()
        self._cleared += 1

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
            self._received_bytes += len(data)
            for command in self._reader.feed(data):
                self._take(command)
            if self._drop_after_bytes == 0 and self._link is not None:
                self._drop_after_bytes = None
                self._link.interrupt()

    def _take(self, command: PrinterCommand) -> None:
        match command:
            case RealtimeQuery(n):
                self._answer(self._voice.realtime(n, self._status))
            case ClearBuffers():
                self._in_document = self._discarding = False
                self._clear()
                self._change.notify_all()
            case _ if self._discarding:
                self._discarding = self._in_document = not isinstance(command, DocumentEnd)
            case _:
                self._queue.append(command)
                self._change.notify_all()

    def _answer(self, data: bytes) -> None:
        if self._silent or self._link is None or not data:
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
                command = self._next()
                cleared = self._cleared
            self._work_off(command, cleared)

    def _can_work(self) -> bool:
        return bool(self._queue) and self._status.trouble() is None

    def _next(self) -> PrinterCommand:
        """The next command; rows that came one by one are burnt together."""
        command = self._queue.popleft()
        if not isinstance(command, Raster):
            return command
        rows = [command.rows]
        while self._queue and len(rows) < _STEP_ROWS:
            following = self._queue[0]
            like = isinstance(following, Raster) and (
                (following.row_bytes, following.left) == (command.row_bytes, command.left)
            )
            if not isinstance(following, Raster) or not like:
                break
            rows.append(following.rows)
            self._queue.popleft()
        return replace(command, rows=b"".join(rows))

    def _work_off(self, command: PrinterCommand, cleared: int) -> None:
        match command:
            case Raster():
                self._burn(command, cleared)
            case PrintGraphic(key) if key in self._graphics:
                graphic = self._graphics[key]
                self._burn(Raster(graphic.row_bytes, graphic.rows), cleared)
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
            case AutoStatusSwitch(on):
                self._auto_status = on
                if on:
                    self._answer(self._voice.auto_status(self._status))
            case StoreGraphic(key):
                self._graphics[key] = command
                self._graphic_writes += 1
            case DeleteGraphic(key):
                self._graphics.pop(key, None)
            case DocumentStart() | DocumentEnd():
                self._in_document = isinstance(command, DocumentStart)
            case Garbage():
                self._garbage += 1
            case _:
                self._answer(self._told(command))

    def _told(self, command: PrinterCommand) -> bytes:
        """The answer to what is asked in buffer order."""
        match command:
            case ProcessId(process_id) if self._setup.process_id:
                return self._voice.process_done(process_id)
            case GraphicKeysQuery() if self._setup.process_id:
                return self._voice.graphic_keys(tuple(self._graphics))
            case BufferQuery():
                return self._voice.buffer_status(self._status)
            case CounterQuery(echo):
                self._counter = (self._counter + 1) % 256
                return self._voice.counter(echo, self._counter)
            case _:
                return b""

    def _burn(self, raster: Raster, cleared: int) -> None:
        row_bytes = raster.row_bytes
        step = _STEP_ROWS * row_bytes
        for start in range(0, len(raster.rows), step):
            part = raster.rows[start : start + step]
            if not self._advance(len(part) // row_bytes, cleared):
                return
            with self._change:
                self._paper.add(part, row_bytes, raster.left)
                if self._begun_ns is None and any(part):
                    self._begun_ns = time.monotonic_ns()

    def _advance(self, rows: int, cleared: int) -> bool:
        """Moves the paper; waits while a fault lasts. False when the job was cleared meanwhile."""
        with self._change:
            if self._fault_after_rows is not None:
                left, fault = self._fault_after_rows
                self._fault_after_rows = left - rows, fault
                if left <= rows:
                    self._set_after(None, **fault)
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
            if piece is not None:
                self._last = str(piece)
                self._cut_ns = time.monotonic_ns()
                self._first_dots_ns, self._begun_ns = self._begun_ns, None


def _one_of(command: Command, *values: str) -> str:
    value = str(command["value"])
    if value not in values:
        raise ValueError(f"value is one of {', '.join(values)}, not {value}")
    return value
