"""A bank's file is taken whole, or each wrong cell is named."""

import pytest

from central.settlement import BankFileRefused, read_bank_file
from contract.values import JalaliDate, start_of_day_ms

HEADING = "terminal,rrn,amount,date,reference\n"


def test_digits_of_any_hand_and_a_missing_time_are_read() -> None:
    data = (
        f"\ufeff{HEADING}"
        "T1,۸۹۸۱۹۴۱۸۴,۱٬۲۵۰٬۰۰۰,۱۴۰۵/۰۹/۰۲ ۱۴:۳۶,r1\r\n"
        'T2,77,"2,000",1405-09-03,\r\n'
    ).encode()
    file = read_bank_file("bank.csv", data)
    first, second = file.rows
    assert (first.terminal, first.rrn, first.amount) == ("T1", "898194184", 1_250_000)
    assert (first.has_time, second.has_time) == (True, False)
    assert first.bank_ms == start_of_day_ms(JalaliDate(1405, 9, 2)) + (14 * 60 + 36) * 60_000
    assert (second.amount, second.reference) == (2_000, "")
    assert file.terminals == ("T1", "T2")
    assert file.last_day_ms - file.first_day_ms == 86_400_000


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (",1,1000,1405/09/02,", "terminal", "empty"),
        ("T 1,1,1000,1405/09/02,", "terminal", "code"),
        ("T1,,1000,1405/09/02,", "rrn", "empty"),
        ("T1,1,zero,1405/09/02,", "amount", "amount"),
        ("T1,1,0,1405/09/02,", "amount", "amount"),
        ("T1,1,-5,1405/09/02,", "amount", "amount"),
        ("T1,1,1000,1405/13/02,", "date", "date"),
        ("T1,1,1000,1405/09/02 25:00,", "date", "time"),
        ("T0,0,1000,1405/09/02,", "rrn", "twice"),
    ],
)
def test_each_wrong_cell_is_named_and_nothing_is_taken(row: str, column: str, reason: str) -> None:
    data = f"{HEADING}T0,0,1000,1405/09/02,\n{row}\n".encode()
    with pytest.raises(BankFileRefused) as refused:
        read_bank_file("bank.csv", data)
    (problem,) = refused.value.problems
    assert (problem.line, problem.column, problem.reason) == (3, column, reason)
    assert "line 3" in problem.text()
    assert refused.value.next_step


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "column"), (b"terminal,rrn\n", "column"), (HEADING.encode(), "empty"),
     (b"\xff\xfe", "encoding")],
)  # fmt: skip
def test_what_is_no_bank_file_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(BankFileRefused) as refused:
        read_bank_file("bank.csv", data)
    assert {problem.reason for problem in refused.value.problems} == {reason}
