"""The table of faults is what the code does today."""

from tests.house.fault_table import DOCUMENT, document


def test_the_table_of_faults_is_made_from_this_code() -> None:
    written = DOCUMENT.read_text(encoding="utf-8")
    assert written == document(), "run .venv/bin/python -m tests.house.fault_table"
