"""Each screen says all that its model says, however long; see test_every_screen for its looks."""

import pytest
from msgspec import structs

from contract.values import persian_digits
from kiosk.boundary import SCREENS, Screen, to_model
from kiosk.interface.window import GRID
from tests.kiosk.interface.conftest import Stage
from tests.kiosk.interface.every_screen import NAMES, preferences, screen
from tests.kiosk.interface.models import OVERLONG, STANDARD
from tests.kiosk.interface.models.parts import say
from tests.kiosk.interface.models.paying import DONE_DECLINED
from tests.kiosk.interface.models.standing import MESSAGE_OTHER

EVERYTHING = {**STANDARD, **OVERLONG}
KEYS = say.keys()
# Fields that name things for programs, and texts for where there is no room or need for them.
NOT_DRAWN = {"screen", "printer", "terminal", "icon", "name", "intent", "id", "tone", "link", "qr"}
NOT_DRAWN |= {"phase"}
SPARE = {"title", "date", "line", "data_age_text", "words", "outcome", "subtitle"}


def texts_in(model: object, field: str = "") -> list[str]:
    """Every text of a model that a citizen must be able to read."""
    match model:
        case dict():
            told = {key: value for key, value in model.items() if key != "preferences"}
            return [text for key, value in told.items() for text in texts_in(value, key)]
        case list() | tuple():
            return [text for value in model for text in texts_in(value, field)]
        case str() if field not in NOT_DRAWN | SPARE and model:
            return [model]
        case _:
            return []


@pytest.mark.parametrize("name", EVERYTHING)
def test_every_screen_says_all_that_its_model_says(stage: Stage, name: str) -> None:
    screen = EVERYTHING[name]
    stage.show(screen)
    shown = "\n".join(stage.window.texts())
    missing = [text for text in texts_in(to_model(screen)) if text not in shown]
    # A button that can't be pressed yet, and a hint that gives way to a notice.
    given_way = {say("btn-ok")} if name == "recovering" else set()
    given_way |= {say("entry-help")} if name == "entry_noticed" else set()
    # With so many services the hint is the subtitle's alone.
    given_way |= {say("entry-scan")} if name == "home_of_four" else set()
    if name == "done_unknown_no_paper":  # a code to photograph takes the place of the tomans
        given_way = {text for text in missing if text == screen.amount.toman}  # type: ignore[attr-defined]
    assert set(missing) == given_way


# A list of bills, or of bills to add, is as long as it is.
LISTS = {"review_several", "review_addable"}


@pytest.mark.parametrize("name", [name for name in STANDARD if name not in LISTS])
def test_no_usual_screen_has_to_scroll(stage: Stage, name: str) -> None:
    stage.show(STANDARD[name])
    assert not any(item.property("overfull") is True for item in stage.window.items())


def test_an_overlong_bill_scrolls_instead_of_hiding_a_fact(stage: Stage) -> None:
    stage.show(OVERLONG["review_overlong"])
    assert any(item.property("overfull") is True for item in stage.window.items())


@pytest.mark.parametrize("name", EVERYTHING)
def test_everything_to_touch_is_named_once(stage: Stage, name: str) -> None:
    stage.show(EVERYTHING[name])
    touchable = stage.window.touchables()
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
    values = {
        "date": persian_digits("1405/08/19"),
        "phone": persian_digits("137"),
        "age": persian_digits("8:15"),
    }
    return [say(key, **values) for key in KEYS if key.startswith(prefix)]


def assert_nothing_is_cut(stage: Stage) -> None:
    items = stage.window.text_items()
    assert [item.property("text") for item in items if item.property("truncated")] == []


def test_all_screens_of_the_boundary_are_among_the_models() -> None:
    wants = preferences("fa")
    drawn = [*EVERYTHING.values(), *(screen(name, wants) for name in NAMES)]
    assert {each.screen for each in drawn} == set(SCREENS)
    assert all(isinstance(each, Screen) for each in drawn)
