"""What a citizen typed or read is gone from the window with the visit."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject

from tests.kiosk.interface.conftest import Stage
from tests.kiosk.interface.models import STANDARD
from tests.kiosk.interface.models.choosing import ENTRY_TYPED, REVIEW

VISITS = ["entry_typed", "review", "review_idle", "paying", "done_paid", "done_unknown"]


def strings_below(root: QObject) -> list[str]:
    """Every string property of every object in the window's tree, also of what is hidden."""
    waiting: list[QObject] = [root]
    seen: set[QObject] = set()
    found: list[str] = []
    while waiting:
        thing = waiting.pop()
        if thing in seen:
            continue
        seen.add(thing)
        for name in ("text", "value", "label", "code", "spoken", "source", "elidedText"):
            value = thing.property(name)
            if isinstance(value, str):
                found.append(value)
        children = getattr(thing, "childItems", None)
        waiting.extend([*thing.children(), *(children() if children else [])])
    return found


@pytest.mark.parametrize("visit", VISITS)
def test_nothing_of_a_visit_stays_after_the_home_screen(stage: Stage, visit: str) -> None:
    stage.show(STANDARD[visit])
    during = set(strings_below(stage.window.quick_window.contentItem()))
    stage.show(STANDARD["home"])
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    after = set(strings_below(stage.window.quick_window.contentItem()))
    stage.show(STANDARD["home"])
    of_home = set(strings_below(stage.window.quick_window.contentItem()))
    assert after == of_home
    assert during - after


def test_the_typed_digits_and_the_owner_are_among_what_is_looked_for(stage: Stage) -> None:
    stage.show(ENTRY_TYPED)
    contents = stage.window.quick_window.contentItem()
    assert ENTRY_TYPED.fields[0].value in strings_below(contents)
    stage.show(REVIEW)
    assert REVIEW.rows[1].value in strings_below(contents)


def test_a_counter_that_is_away_leaves_nothing_of_the_visit(stage: Stage) -> None:
    stage.show(REVIEW)
    stage.view_model.show_one_moment(headline="", body="")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    contents = stage.window.quick_window.contentItem()
    assert not {row.value for row in REVIEW.rows} & set(strings_below(contents))
    assert stage.window.touchables() == []
