"""The lines and instalments of bills: they belong to a bill and say what its columns say."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from central.city.loading.judging import problem
from central.city.loading.problems import Problem
from central.city.loading.rows import BILL_ITEMS, BILLS, BillItemRow, BillRow

Pair = tuple[str, str]


def check_instalments(bills: Sequence[BillRow]) -> Iterator[Problem]:
    for row in bills:
        number, of = row.instalment, row.instalments
        if (number is None) != (of is None):
            yield problem(
                BILLS, row.line, "instalment", None, "instalment",
                "An instalment has a number and says of how many.", "Fill in both or none.",
            )  # fmt: skip
        elif number is not None and of is not None and number > of:
            yield problem(
                BILLS, row.line, "instalment", str(number), "instalment",
                f"There are only {of} instalments.", "Correct one of both.",
            )  # fmt: skip


def check_items(items: Sequence[BillItemRow], bills: Sequence[BillRow]) -> Iterator[Problem]:
    known = {(row.bill_id, row.payment_id): row for row in bills}
    lines: defaultdict[Pair, list[BillItemRow]] = defaultdict(list)
    for item in items:
        pair = (item.bill_id, item.payment_id)
        if pair in known:
            lines[pair].append(item)
        else:
            yield problem(
                BILL_ITEMS, item.line, "payment_id", item.payment_id, "unknown_bill",
                "No bill has this pair of ids.", f"Add it to {BILLS.file} or correct it.",
            )  # fmt: skip
    for pair, of_bill in lines.items():
        yield from _sums(known[pair], of_bill)


def _sums(bill: BillRow, lines: Sequence[BillItemRow]) -> Iterator[Problem]:
    """Blamed on the bill's first line: which of them is wrong nobody can say."""
    first = lines[0]
    for kind, column, expected in (
        ("due", "levy", bill.levy),
        ("discount", "discount", bill.discount or 0),
        ("penalty", "late_fee", bill.late_fee or 0),
    ):
        total = sum(line.amount for line in lines if line.kind == kind)
        if total != expected:
            yield problem(
                BILL_ITEMS, first.line, "amount", str(total), "sum",
                f"This bill's lines of kind {kind} add up to {total}, "
                f"its {column} in {BILLS.file}, line {bill.line}, is {expected}.",
                "Correct the lines or the bill.",
            )  # fmt: skip
