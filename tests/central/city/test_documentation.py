"""docs/city-data.md describes exactly the columns that are read."""

import re
from pathlib import Path

from central.city.loading.rows import ADDED_SETTINGS, FORMS, SETTINGS

DOCUMENT = Path(__file__).parents[3] / "docs" / "city-data.md"


def documented(section: str) -> set[str]:
    text = DOCUMENT.read_text(encoding="utf-8")
    body = re.split(r"^## ", text, flags=re.MULTILINE)
    part = next(part for part in body if part.startswith(section))
    return set(re.findall(r"^\| `([a-z_]+)` \|", part, flags=re.MULTILINE))


def test_every_column_of_every_file_is_documented() -> None:
    for form in FORMS:
        names = {*form.columns, *form.notes}
        if form.file == "city.csv":
            names |= {*SETTINGS, *ADDED_SETTINGS}
        assert documented(form.file) == names, form.file
