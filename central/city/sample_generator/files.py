"""From the lists of names to the two generated files."""

import csv
import io
import random
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from central.city.sample_generator.bills import Bill, bills_of
from central.city.sample_generator.documented import DOCUMENTED_BILLS, DOCUMENTED_PROPERTIES
from central.city.sample_generator.documented_lines import DOCUMENTED_LINES
from central.city.sample_generator.properties import Names, Property, Street, properties_of

SAMPLE_FOLDER = Path(__file__).resolve().parent.parent / "sample"
SOURCE_FOLDER = SAMPLE_FOLDER.parent / "sample_source"
SEED = 1405
PROPERTIES = 1_200

PROPERTY_COLUMNS = (
    "property_code", "district", "neighbourhood", "owner", "owner_kind", "address", "use",
)  # fmt: skip
BILL_COLUMNS = (
    "bill_id", "payment_id", "kind", "year", "period", "title", "property_code",
    "levy", "discount", "late_fee", "due_date", "state", "paid_date",
    "title_en", "instalment", "instalments",
)  # fmt: skip


ITEM_COLUMNS = (
    "bill_id", "payment_id", "kind", "title", "title_en", "amount", "rule", "rule_en",
)  # fmt: skip


def generate(seed: int = SEED) -> dict[str, str]:
    """The text of each generated file by its name: properties, bills, and bills' lines."""
    chance = random.Random(seed)
    taken = {item.code for item in DOCUMENTED_PROPERTIES}
    invented = list(properties_of(chance, _names(), _streets(), PROPERTIES - len(taken), taken))
    properties = [*DOCUMENTED_PROPERTIES, *invented]
    bills = [*DOCUMENTED_BILLS, *bills_of(chance, invented)]
    items = [(*pair, *line) for pair, lines in DOCUMENTED_LINES.items() for line in lines]
    return {
        "properties.csv": _csv(PROPERTY_COLUMNS, map(_property_row, properties)),
        "bills.csv": _csv(BILL_COLUMNS, map(_bill_row, bills)),
        "bill_items.csv": _csv(ITEM_COLUMNS, items),
    }


def write(folder: Path) -> list[Path]:
    """Write the generated files into a folder; returns their paths."""
    paths = []
    for name, text in generate().items():
        path = folder / name
        path.write_text(text, encoding="utf-8", newline="")
        paths.append(path)
    return paths


def _names() -> Names:
    rows = _rows(SOURCE_FOLDER / "names.csv")
    by_part = {
        part: tuple(row["name"] for row in rows if row["part"] == part)
        for part in ("first", "last", "entity")
    }
    neighbourhoods: dict[int, list[str]] = {}
    for row in _rows(SAMPLE_FOLDER / "neighbourhoods.csv"):
        neighbourhoods.setdefault(int(row["district"]), []).append(row["name"])
    return Names(by_part["first"], by_part["last"], by_part["entity"], neighbourhoods)


def _streets() -> dict[int, list[Street]]:
    streets: dict[int, list[Street]] = {}
    for row in _rows(SOURCE_FOLDER / "streets.csv"):
        street = Street(row["street"], row["alley"], int(row["alleys"]))
        streets.setdefault(int(row["district"]), []).append(street)
    return streets


def _rows(path: Path) -> list[Mapping[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def _property_row(item: Property) -> Sequence[object]:
    return (
        item.code, item.district, item.neighbourhood, item.owner, item.owner_kind,
        item.address, item.use,
    )  # fmt: skip


def _bill_row(bill: Bill) -> Sequence[object]:
    return (
        bill.bill_id, bill.payment_id, bill.kind, bill.year, bill.period, bill.title,
        bill.property_code, bill.levy, bill.discount or "", bill.late_fee or "",
        bill.due_date, bill.state, bill.paid_date,
        bill.title_en, bill.instalment or "", bill.instalments or "",
    )  # fmt: skip
