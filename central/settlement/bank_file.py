"""A bank's file of the money that its terminals took: read row by row, taken whole or not at all.

CSV in UTF-8 with the heading `terminal,rrn,amount,date,reference`; more columns are left aside,
`reference` may be missing or empty. Amounts in rials, dates Jalali with or without the time of
day (`1405/09/02 14:36`), digits Persian or Latin.
"""

import csv
import hashlib
import io
from dataclasses import dataclass

from contract.errors import InvalidValue, PishkhanError
from contract.values import JalaliDate, normalise_digits, start_of_day_ms

NEEDED = ("terminal", "rrn", "amount", "date")
REFERENCE = "reference"
MOST_RIALS = 10**15
LONGEST = 64
MINUTE_MS = 60_000


@dataclass(frozen=True)
class BankRow:
    """Money that a bank says it took. `bank_ms` is the day's start when no time is given."""

    line: int
    terminal: str
    rrn: str
    amount: int
    day_ms: int
    bank_ms: int
    has_time: bool
    reference: str


@dataclass(frozen=True)
class BankFileRead:
    """A whole file without a problem; at least one row."""

    name: str
    digest: bytes
    rows: tuple[BankRow, ...]

    @property
    def first_day_ms(self) -> int:
        return min(row.day_ms for row in self.rows)

    @property
    def last_day_ms(self) -> int:
        return max(row.day_ms for row in self.rows)

    @property
    def terminals(self) -> tuple[str, ...]:
        return tuple(sorted({row.terminal for row in self.rows}))


@dataclass(frozen=True)
class RowProblem:
    """`line` counts from 1, the heading being line 1; `reason` is a stable key."""

    line: int
    column: str
    value: str
    reason: str
    what: str

    def text(self) -> str:
        return f"line {self.line}, column {self.column} («{self.value}»): {self.what}"


class BankFileRefused(PishkhanError):
    """The file has problems; nothing of it was taken."""

    def __init__(self, name: str, problems: list[RowProblem]) -> None:
        count = "one problem" if len(problems) == 1 else f"{len(problems)} problems"
        super().__init__(
            f"{name} has {count}; nothing of it was taken.",
            "Correct the lines named, or have the bank send the file again, and give it again.",
        )
        self.problems = problems


class _Refused(Exception):
    def __init__(self, column: str, reason: str, what: str) -> None:
        super().__init__(what)
        self.column, self.reason, self.what = column, reason, what


def read_bank_file(name: str, data: bytes) -> BankFileRead:
    """Raises BankFileRefused with every problem of every row."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        problem = RowProblem(1, "-", "", "encoding", f"The file is not UTF-8: {wrong.reason}.")
        raise BankFileRefused(name, [problem]) from wrong
    lines = csv.DictReader(io.StringIO(text, newline=""))
    heading = [_clean(column).lower() for column in lines.fieldnames or ()]
    lines.fieldnames = heading
    missing = [column for column in NEEDED if column not in heading]
    if missing:
        raise BankFileRefused(
            name,
            [RowProblem(1, column, "", "column", "The column is missing.") for column in missing],
        )
    rows, problems = _rows(lines)
    if not rows and not problems:
        problems.append(RowProblem(1, "-", "", "empty", "The file has no rows."))
    if problems:
        raise BankFileRefused(name, problems)
    return BankFileRead(name, hashlib.sha256(data).digest(), tuple(rows))


def _rows(lines: "csv.DictReader[str]") -> tuple[list[BankRow], list[RowProblem]]:
    rows: list[BankRow] = []
    problems: list[RowProblem] = []
    seen: dict[tuple[str, str], int] = {}
    for cells in lines:
        line = lines.line_num
        try:
            row = _row(line, cells)
            first = seen.setdefault((row.terminal, row.rrn), line)
            if first != line:
                raise _Refused("rrn", "twice", f"Terminal and rrn stand in line {first} too.")
            rows.append(row)
        except _Refused as refused:
            value = cells.get(refused.column) or ""
            problems.append(RowProblem(line, refused.column, value, refused.reason, refused.what))
    return rows, problems


def _row(line: int, cells: dict[str, str]) -> BankRow:
    day_ms, minutes = _date(_cell(cells, "date"))
    return BankRow(
        line=line,
        terminal=_code(cells, "terminal"),
        rrn=_code(cells, "rrn"),
        amount=_amount(_cell(cells, "amount")),
        day_ms=day_ms,
        bank_ms=day_ms + (minutes or 0) * MINUTE_MS,
        has_time=minutes is not None,
        reference=_clean(cells.get(REFERENCE) or ""),
    )


def _cell(cells: dict[str, str], column: str) -> str:
    text = _clean(cells.get(column) or "")
    if not text:
        raise _Refused(column, "empty", "There is nothing in it.")
    return text


def _code(cells: dict[str, str], column: str) -> str:
    text = _cell(cells, column)
    if len(text) > LONGEST or not text.isascii() or not text.replace("-", "").isalnum():
        raise _Refused(column, "code", "It has letters and digits only, at most 64.")
    return text


def _amount(text: str) -> int:
    digits = "".join(text.replace("٬", "").replace(",", "").split())
    if not (digits.isascii() and digits.isdigit()) or not 0 < int(digits[:20]) < MOST_RIALS:
        raise _Refused("amount", "amount", "It is no amount in rials: digits, above zero.")
    return int(digits)


def _date(text: str) -> tuple[int, int | None]:
    """The day's start, and the minutes since it where the file has them."""
    day, _, time = text.partition(" ")
    try:
        day_ms = start_of_day_ms(JalaliDate.parse(day))
    except InvalidValue as wrong:
        raise _Refused("date", "date", "It is no Jalali date such as 1405/09/02.") from wrong
    if not time.strip():
        return day_ms, None
    hour, _, minute = time.strip()[:5].partition(":")
    if not (hour.isdigit() and minute.isdigit() and int(hour) < 24 and int(minute) < 60):
        raise _Refused("date", "time", "Its time of day is not written as 14:36.")
    return day_ms, int(hour) * 60 + int(minute)


def _clean(text: str) -> str:
    return normalise_digits(text).strip()
