"""A finger on the window sends the right intent, at once and once."""

import pytest
from msgspec import structs
from PySide6.QtCore import QPointF

from kiosk.boundary import Intent
from kiosk.interface.window import centre
from tests.kiosk.interface.conftest import Stage
from tests.kiosk.interface.models import OVERLONG, STANDARD
from tests.kiosk.interface.models.parts import CLOCK, number

EXPECTED = [
    ("home", "tile_pay", Intent("tile", {"id": "pay"}, "home")),
    ("home", "tile_information", Intent("tile", {"id": "information"}, "home")),
    ("home_of_four", "tile_property", Intent("tile", {"id": "property"}, "home")),
    ("home", "pill_help", Intent("help", {}, "home")),
    *(
        ("entry_typed", f"key_{digit}", Intent("key", {"digit": digit}, "bill_entry"))
        for digit in "0123456789"
    ),
    ("entry_typed", "key_erase", Intent("erase", {}, "bill_entry")),
    ("entry_typed", "key_clear", Intent("clear", {}, "bill_entry")),
    ("entry_typed", "field_bill_id", Intent("field", {"id": "bill_id"}, "bill_entry")),
    ("entry_typed", "field_payment_id", Intent("field", {"id": "payment_id"}, "bill_entry")),
    ("entry_typed", "primary", Intent("next", {}, "bill_entry")),
    ("entry_typed", "back", Intent("back", {}, "bill_entry")),
    ("entry_typed", "cancel", Intent("cancel", {}, "bill_entry")),
    ("entry_help", "close_help", Intent("close_help", {}, "bill_entry")),
    ("entry_help", "call_clerk", Intent("call_clerk", {}, "bill_entry")),
    ("entry_calling", "close_help", Intent("close_help", {}, "bill_entry")),
    ("entry_calling", "withdraw_call", Intent("withdraw_call", {}, "bill_entry")),
    ("review", "primary", Intent("pay", {}, "bill_review")),
    ("review", "back", Intent("back", {}, "bill_review")),
    ("review", "cancel", Intent("cancel", {}, "bill_review")),
    ("review", "not_mine", Intent("not_mine", {}, "bill_review")),
    ("paying_cancel", "cancel", Intent("cancel", {}, "paying")),
    ("review_idle", "more", Intent("more", {}, "bill_review")),
    ("review_idle", "close", Intent("close", {}, "bill_review")),
    ("done_paid", "finish", Intent("finish", {}, "done")),
    ("done_declined", "retry", Intent("retry", {}, "done")),
    ("message_other", "ok", Intent("ok", {}, "message")),
    ("message_other", "retry", Intent("retry", {}, "message")),
    ("recovery", "ok", Intent("ok", {}, "recovery")),
]


@pytest.mark.parametrize(("screen", "target", "intent"), EXPECTED)
def test_a_tap_sends_one_intent(stage: Stage, screen: str, target: str, intent: Intent) -> None:
    stage.show(STANDARD[screen])
    stage.tap(target)
    assert stage.intents == [intent]


@pytest.mark.parametrize(
    ("screen", "target"),
    [("home_terminal_away", "tile_pay"), ("entry", "primary")],
)
def test_what_is_not_enabled_sends_nothing(stage: Stage, screen: str, target: str) -> None:
    stage.show(STANDARD[screen])
    assert target not in stage.window.touchables()
    stage.tap(target)
    assert stage.intents == []


@pytest.mark.parametrize("screen", ["paying", "printing", "out_of_service", "recovering"])
def test_a_screen_that_waits_has_nothing_to_touch_but_its_foot(stage: Stage, screen: str) -> None:
    stage.show(STANDARD[screen])
    assert all(name.startswith("pill_") for name in stage.window.touchables())
    assert "pill_help" in stage.window.touchables()


@pytest.mark.parametrize("screen", ["review_idle", "entry_help"])
def test_what_lies_under_a_sheet_can_not_be_touched(stage: Stage, screen: str) -> None:
    stage.show(STANDARD[screen])
    for target in ("primary", "back", "cancel", "pill_help"):
        stage.tap(target)
    assert stage.intents == []


def test_a_finger_that_slides_off_sends_nothing(stage: Stage) -> None:
    stage.show(STANDARD["review"])
    stage.finger.press(centre(stage.item("primary")))
    stage.finger.move(centre(stage.item("cancel")))
    stage.finger.release(centre(stage.item("cancel")))
    assert stage.intents == []


def test_a_finger_that_trembles_on_a_button_still_counts(stage: Stage) -> None:
    stage.show(STANDARD["review"])
    at = centre(stage.item("primary"))
    stage.finger.press(at)
    at.setX(at.x() + 60)
    stage.finger.move(at)
    stage.finger.release(at)
    assert [intent.name for intent in stage.intents] == ["pay"]


@pytest.mark.parametrize(
    ("screen", "target"), [("home", "tile_pay"), ("entry", "key_5"), ("review", "primary")]
)
def test_a_press_is_seen_in_the_very_next_frame(stage: Stage, screen: str, target: str) -> None:
    stage.show(STANDARD[screen])
    item = stage.item(target)
    at = centre(item)
    corner = (int(at.x() - item.width() / 2 + 30), int(at.y()))
    before = stage.window.grab().pixel(*corner)
    with stage.qtbot.waitSignal(stage.window.quick_window.frameSwapped):
        stage.finger.press(at)
    assert stage.window.grab().pixel(*corner) != before


def test_an_overlong_bill_follows_the_finger(stage: Stage) -> None:
    screen = OVERLONG["review_overlong"]
    stage.show(screen)
    title = next(i for i in stage.window.text_items() if i.property("text") == screen.title)
    before = centre(title).y()
    stage.finger.press(QPointF(540, 1300))
    heights = iter(range(1290, 400, -10))

    def dragged() -> bool:
        stage.finger.move(QPointF(540, next(heights)))
        return centre(title).y() < before - 100

    stage.qtbot.waitUntil(dragged)
    stage.finger.release(QPointF(540, 600))
    assert stage.intents == []


def test_a_screen_shown_anew_while_a_finger_is_down_keeps_the_touch(stage: Stage) -> None:
    stage.show(STANDARD["home"])
    at = centre(stage.item("tile_information"))
    stage.finger.press(at)
    later = structs.replace(CLOCK, time=number("10:43"))
    stage.show(structs.replace(STANDARD["home"], clock=later))
    stage.finger.release(at)
    assert [intent.name for intent in stage.intents] == ["tile"]
