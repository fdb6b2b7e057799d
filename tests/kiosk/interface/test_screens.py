"""Each screen in each state is drawn without a QML warning, whole, and large enough to touch."""

from itertools import combinations

import pytest
from msgspec import structs
from PySide6.QtCore import QRectF
from PySide6.QtQml import QQmlEngine, QQmlExpression
from PySide6.QtQuick import QQuickItem

from contract.values import persian_digits
from kiosk.boundary import SCREENS, Screen, to_model
from kiosk.interface.view_model import DRAWN_PILLS
from kiosk.interface.window import GRID
from tests.kiosk.interface.conftest import Stage
from tests.kiosk.interface.models import OVERLONG, STANDARD
from tests.kiosk.interface.models.parts import say
from tests.kiosk.interface.models.paying import DONE_DECLINED
from tests.kiosk.interface.models.standing import MESSAGE_OTHER

SMALLEST_TARGET = 73  # 20 mm on a 23.8 inch screen of 1080 pixels
EVERYTHING = {**STANDARD, **OVERLONG}
KEYS = say.keys()
COVERED = {"review_idle", "entry_help"}
# A line's box holds room above and below its letters, which neighbours may share.
SHARED_ROOM = 0.2
# Fields that name things for programs, and texts for where there is no room or need for them.
NOT_DRAWN = {"screen", "printer", "terminal", "icon", "name", "intent", "id", "tone", "link"}
SPARE = {"title", "date", "line", "data_age_text", "words", "outcome", "subtitle"}


def rect(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def evaluated(item: QQuickItem, expression: str) -> object:
    """What QML says of the item; Python has no converter for some of its types."""
    context = QQmlEngine.contextForObject(item)
    assert context is not None
    value, _ = QQmlExpression(context, item, expression).evaluate()
    return value


def painted(item: QQuickItem) -> QRectF:
    """Where a text's letters are: narrower than its item when it is short."""
    box = rect(item)
    wide, high = float(item.property("contentWidth")), float(item.property("contentHeight"))
    match evaluated(item, "effectiveHorizontalAlignment"):
        case 2:  # right
            left = box.right() - wide
        case 4:  # centre
            left = box.center().x() - wide / 2
        case _:
            left = box.left()
    return QRectF(left, box.top() + high * SHARED_ROOM, wide, high * (1 - 2 * SHARED_ROOM))


def texts_in(model: object, field: str = "") -> list[str]:
    """Every text of a model that a citizen must be able to read."""
    match model:
        case dict():
            return [text for key, value in model.items() for text in texts_in(value, key)]
        case list() | tuple():
            return [text for value in model for text in texts_in(value, field)]
        case str() if field not in NOT_DRAWN | SPARE and model:
            return [model]
        case _:
            return []


@pytest.mark.parametrize("name", EVERYTHING)
def test_every_screen_says_all_that_its_model_says(stage: Stage, name: str) -> None:
    screen = EVERYTHING[name]
    drawn = structs.replace(
        screen, pills=tuple(pill for pill in screen.pills if pill.id in DRAWN_PILLS)
    )
    stage.show(screen)
    shown = "\n".join(stage.window.texts())
    missing = [text for text in texts_in(to_model(drawn)) if text not in shown]
    # A button that can't be pressed yet, and a hint that gives way to a notice.
    given_way = {say("btn-ok")} if name == "recovering" else set()
    given_way |= {say("entry-help")} if name == "entry_noticed" else set()
    assert set(missing) == given_way


@pytest.mark.parametrize("name", EVERYTHING)
def test_no_text_leaves_its_screen_or_lies_on_another(stage: Stage, name: str) -> None:
    stage.show(EVERYTHING[name])
    texts = stage.window.text_items()
    screen = QRectF(0, 0, GRID.width(), GRID.height())
    if name in STANDARD:
        assert [item.property("text") for item in texts if not screen.contains(rect(item))] == []
    if name not in COVERED | OVERLONG.keys():
        assert [
            (one.property("text"), other.property("text"))
            for one, other in combinations(texts, 2)
            if painted(one).intersects(painted(other))
        ] == []


@pytest.mark.parametrize("name", STANDARD)
def test_no_text_of_a_usual_screen_is_cut_short(stage: Stage, name: str) -> None:
    stage.show(STANDARD[name])
    assert [
        item.property("text")
        for item in stage.window.text_items()
        if item.property("truncated")
        or float(item.property("contentWidth")) > item.width() + 1
        or float(item.property("contentHeight")) > item.height() + 1
    ] == []


@pytest.mark.parametrize("name", STANDARD)
def test_no_usual_screen_has_to_scroll(stage: Stage, name: str) -> None:
    stage.show(STANDARD[name])
    assert not any(item.property("overfull") is True for item in stage.window.items())


def test_an_overlong_bill_scrolls_instead_of_hiding_a_fact(stage: Stage) -> None:
    stage.show(OVERLONG["review_overlong"])
    assert any(item.property("overfull") is True for item in stage.window.items())


@pytest.mark.parametrize("name", EVERYTHING)
def test_everything_to_touch_is_large_enough_and_named_once(stage: Stage, name: str) -> None:
    stage.show(EVERYTHING[name])
    touchable = stage.window.touchables()
    small = [
        target
        for target in touchable
        if min(stage.item(target).width(), stage.item(target).height()) < SMALLEST_TARGET
    ]
    assert not small
    assert len(set(touchable)) == len(touchable)


@pytest.mark.parametrize("name", EVERYTHING)
def test_a_picture_has_the_size_of_the_grid_and_is_not_empty(stage: Stage, name: str) -> None:
    stage.show(EVERYTHING[name])
    picture = stage.window.grab()
    assert picture.size() == GRID
    colours = {picture.pixel(x, y) for x in range(0, 1080, 9) for y in range(0, 1920, 9)}
    assert len(colours) > 20


def test_the_same_screen_again_changes_its_texts_in_place(stage: Stage) -> None:
    stage.show(STANDARD["entry"])
    key = stage.item("key_5")
    stage.show(STANDARD["entry_typed"])
    assert stage.item("key_5") is key
    assert STANDARD["entry_typed"].status.text in stage.window.texts()


def test_every_reason_to_decline_fits(stage: Stage) -> None:
    for body in sentences("declined-"):
        stage.show(structs.replace(DONE_DECLINED, body=body))
        assert_nothing_is_cut(stage)


def test_every_reason_to_refuse_a_bill_fits(stage: Stage) -> None:
    for headline in sentences("refused-"):
        for body in sentences("refused-"):
            if len(headline) < 50 <= len(body):
                stage.show(structs.replace(MESSAGE_OTHER, headline=headline, body=body))
                assert_nothing_is_cut(stage)


def sentences(prefix: str) -> list[str]:
    """The kiosk's real sentences whose keys begin with `prefix`, placeholders filled."""
    values = {"date": persian_digits("1405/08/19"), "phone": persian_digits("137")}
    return [say(key, **values) for key in KEYS if key.startswith(prefix)]


def assert_nothing_is_cut(stage: Stage) -> None:
    items = stage.window.text_items()
    assert [item.property("text") for item in items if item.property("truncated")] == []


def test_all_screens_of_the_boundary_are_among_the_models() -> None:
    assert {screen.screen for screen in EVERYTHING.values()} == set(SCREENS)
    assert all(isinstance(screen, Screen) for screen in EVERYTHING.values())
