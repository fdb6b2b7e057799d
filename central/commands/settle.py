"""`pishkhan hub settle`: what the bank's file says of the payments."""

import argparse
import getpass
import json
import sys
from collections import Counter
from pathlib import Path

from central.beginning import begin_journal
from central.commands.arguments import Commands, add_hub, add_json, declare, hub_of
from central.ingesting import projections
from central.settlement import BankFileRefused, Days, Taken, read_bank_file, take_bank_file
from contract.errors import MissingPart
from contract.events import Settlement
from contract.values import JalaliDate, jalali_local, start_of_day_ms

TAKEN, REFUSED = 0, 2
MOST_SHOWN = 50
_MEANS = {
    Settlement.PAID: "settled: the bank has the money",
    Settlement.NOT_TAKEN: "unknown until now: the bank did not take it",
    Settlement.OTHER_AMOUNT: "the bank has another amount: look at them",
    Settlement.MISSING: "paid at the kiosk, not in the file: ask the bank",
}


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = declare(
        commands,
        "settle",
        "Take a bank's file of the money that its terminals took: CSV in UTF-8 with the columns\n"
        "terminal, rrn, amount (rials), date (1405/09/02, with 14:36 where the bank has it) and,\n"
        "where the bank has it, reference. A file with a wrong row is not taken at all; the same\n"
        "file a second time changes nothing.",
        "pishkhan hub settle 1405-09-02.csv",
    )
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--from", dest="first", metavar="YYYY/MM/DD",
        help="the first day that the file covers (that of its first row)",
    )  # fmt: skip
    parser.add_argument(
        "--to", dest="last", metavar="YYYY/MM/DD",
        help="the last day that the file covers (that of its last row)",
    )  # fmt: skip
    add_hub(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """2 when the file has problems. Raises MissingPart when it isn't there."""
    path: Path = arguments.file
    if not path.is_file():
        raise MissingPart(f"There is no file {path}.", "Give the bank's file.")
    days = Days(_day(arguments.first), _day(arguments.last))
    try:
        file = read_bank_file(path.name, path.read_bytes())
    except BankFileRefused as refused:
        _report_problems(refused, as_json=arguments.json)
        return REFUSED
    hub = hub_of(arguments)
    begin_journal(hub)
    by = f"command line, {getpass.getuser()}"
    taken = take_bank_file(hub, file, days, by, projections())
    _report(taken, as_json=arguments.json)
    return TAKEN


def _day(text: str | None) -> int | None:
    """Raises InvalidValue."""
    return None if text is None else start_of_day_ms(JalaliDate.parse(text))


def _report_problems(refused: BankFileRefused, *, as_json: bool) -> None:
    if as_json:
        problems = [vars(problem) for problem in refused.problems]
        print(json.dumps({"taken": False, "problems": problems}, ensure_ascii=False))
        return
    for problem in refused.problems[:MOST_SHOWN]:
        print(problem.text(), file=sys.stderr)
    left_out = len(refused.problems) - MOST_SHOWN
    if left_out > 0:
        print(f"... and {left_out} more; --json lists all of them.", file=sys.stderr)
    print(refused.what, refused.next_step, sep="\n", file=sys.stderr)


def _report(taken: Taken, *, as_json: bool) -> None:
    verdicts = taken.verdicts
    counts = Counter(said.outcome for _, said in verdicts.settled)
    if as_json:
        print(json.dumps(_as_json(taken, counts)))
        return
    if taken.again:
        print("this file had been taken before; nothing was changed")
        return
    print(f"{taken.rows:>8} rows")
    for outcome in Settlement:
        print(f"{counts[outcome]:>8} {_MEANS[outcome]}")
    print(f"{verdicts.known:>8} told by an earlier file")
    print(f"{len(verdicts.unmatched):>8} rows of money without a payment")
    for row in verdicts.unmatched[:MOST_SHOWN]:
        date, time = jalali_local(row.bank_ms)
        when = f"{date.text} {time}" if row.has_time else date.text
        print(f"  line {row.line}: terminal {row.terminal}, rrn {row.rrn}, {row.amount}, {when}")
    for payment, said in verdicts.settled:
        if said.outcome in (Settlement.MISSING, Settlement.OTHER_AMOUNT):
            print(f"  {said.outcome}: payment {payment.transaction.hex()}, {payment.amount} rials")
    for payment in verdicts.unsure:
        print(f"  still unknown: payment {payment.transaction.hex()}; a row above may be of it")


def _as_json(taken: Taken, counts: Counter[Settlement]) -> dict[str, object]:
    return {
        "taken": not taken.again,
        "rows": taken.rows,
        **{outcome.value: counts[outcome] for outcome in Settlement},
        "known": taken.verdicts.known,
        "unmatched": [row.line for row in taken.verdicts.unmatched],
        "unsure": [payment.transaction.hex() for payment in taken.verdicts.unsure],
    }
