"""The installed Qt binding can run for years.

PySide6 6.12.0 was built as if None never needed counting, which is true from Python 3.12 on:
under 3.11 each Qt call without a result loses one reference to None, and after some thousand
calls Python aborts with «deallocating None».
"""

import sys

from PySide6.QtCore import QRect

CALLS = 1000


def test_calls_without_a_result_cost_no_reference_to_none() -> None:
    rect = QRect()
    before = sys.getrefcount(None)
    for width in range(CALLS):
        rect.setWidth(width)
    assert sys.getrefcount(None) > before - CALLS / 2
