"""The city's words on the screen, in the visitor's language."""

from dataclasses import replace

import pytest
from msgspec.structs import replace as changed

from contract.place import Place
from contract.values import JalaliDate, start_of_day_ms, strip_isolates
from kiosk.boundary import from_model, to_model
from kiosk.boundary.screens import (
    InformationList,
    InformationMenu,
    InformationPage,
    InformationSearch,
    Screen,
)
from kiosk.counter.presentation import Surroundings, present
from kiosk.counter.presentation.city_map import Place as MapPlace
from kiosk.counter.presentation.city_map import city_map
from kiosk.counter.presentation.frame import Painter
from kiosk.journeys.information.pages import (
    Browsing,
    Catalogue,
    Contents,
    Fetching,
    InformationState,
    Listing,
    OfficePage,
    Page,
    Search,
    ServicePage,
    Shelf,
)
from kiosk.journeys.states import Informing
from kiosk.texts import Texts
from tests.kiosk.journeys.information.samples import CATALOGUE, FILE_FEE, KHAYYAM, TREE

FA, EN = Texts("fa"), Texts("en")
MONDAY = JalaliDate(1405, 9, 2)
HOUR_MS = 3_600_000
AROUND = Surroundings(
    now_ms=start_of_day_ms(MONDAY) + 10 * HOUR_MS,
    place=Place(
        city="qazvin",
        city_name="قزوین",
        district=2,
        office="khayyam",
        office_name="خیام",
        number=1,
    ),
    phone="137",
)


def shown(page: Page, texts: Texts = FA, catalogue: Catalogue = CATALOGUE) -> Screen:
    return present(Informing(Browsing(catalogue, page)), AROUND, texts)


PAGES: list[Page] = [
    Contents(),
    *(Listing(shelf) for shelf in Shelf),
    ServicePage("permit"),
    ServicePage("tree"),
    OfficePage("khayyam"),
    OfficePage("minudar"),
    Search(""),
    Search("پروانه"),
    Search("zzz"),
]
STATES: list[InformationState] = [
    Fetching(),
    *(Browsing(CATALOGUE, page) for page in PAGES),
]


@pytest.mark.parametrize("texts", [FA, EN], ids=["fa", "en"])
@pytest.mark.parametrize("state", STATES)
def test_every_page_crosses_the_boundary_whole(state: InformationState, texts: Texts) -> None:
    screen = present(Informing(state), AROUND, texts)
    assert from_model(screen.screen, to_model(screen)) == screen


def test_a_service_says_what_to_bring_where_how_long_and_at_what_price() -> None:
    page = shown(ServicePage("permit"))
    assert isinstance(page, InformationPage)
    assert page.headline == "پروانهٔ ساختمانی"
    assert page.paragraphs[0].lines == ("سند مالکیت", "نقشهٔ معماری")
    values = [strip_isolates(row.value) for row in page.rows]
    assert values == ["معمولاً ۲۰ روز کاری", "خیام", "۱٬۵۰۰٬۰۰۰ ریال، هر پرونده"]


def test_in_english_what_the_city_has_not_translated_stays_persian() -> None:
    page = shown(ServicePage("permit"), EN)
    assert isinstance(page, InformationPage)
    assert page.headline == "Building permit"
    assert page.paragraphs[0].lines == ("Title deed", "نقشهٔ معماری")
    assert [strip_isolates(row.value) for row in page.rows][-1] == "1,500,000 rials, a file"


def test_offices_come_nearest_first_with_their_distance() -> None:
    offices = shown(Listing(Shelf.OFFICES))
    assert isinstance(offices, InformationList)
    assert [choice.id for choice in offices.choices] == ["office:khayyam", "office:minudar"]
    assert "اینجا هستید" in offices.choices[0].subtitle
    assert "۲ کیلومتر" in strip_isolates(offices.choices[1].subtitle)
    assert offices.map is not None
    assert [point.here for point in offices.map.points] == [True, False]


@pytest.mark.parametrize(
    ("hour", "said"),
    [(6, "امروز از ۷:۳۰ باز می‌شود"), (10, "اکنون باز است تا ۱۴:۰۰"), (15, "اکنون بسته است")],
)
def test_an_office_says_whether_it_is_open_now(hour: int, said: str) -> None:
    around = replace(AROUND, now_ms=start_of_day_ms(MONDAY) + hour * HOUR_MS)
    page = present(Informing(Browsing(CATALOGUE, OfficePage("khayyam"))), around, FA)
    assert isinstance(page, InformationPage)
    assert strip_isolates(page.body) == said


def test_days_of_equal_hours_stand_in_one_line() -> None:
    page = shown(OfficePage("khayyam"))
    assert isinstance(page, InformationPage)
    lines = [strip_isolates(line).removeprefix("\u200f") for line in page.paragraphs[0].lines]
    assert lines == [
        "شنبه تا چهارشنبه: ۷:۳۰ تا ۱۴:۰۰",
        "پنجشنبه: ۷:۳۰ تا ۱۲:۳۰",
        "جمعه: تعطیل",
    ]


def test_a_fee_names_its_resolution_and_leads_to_its_service() -> None:
    fees = shown(Listing(Shelf.FEES))
    assert isinstance(fees, InformationList)
    (fee,) = fees.choices
    assert fee.id == "service:permit"
    assert strip_isolates(fee.subtitle).endswith("مصوبهٔ ۱۲ شورا، از ۱۴۰۵/۰۱/۰۱")


def test_a_fee_of_no_service_can_not_be_touched() -> None:
    alone = replace(CATALOGUE, fees=(changed(FILE_FEE, service=None),))
    fees = shown(Listing(Shelf.FEES), catalogue=alone)
    assert isinstance(fees, InformationList)
    assert [choice.enabled for choice in fees.choices] == [False]


def test_what_has_not_arrived_here_is_said_and_whom_to_call() -> None:
    empty = shown(Listing(Shelf.SERVICES), catalogue=Catalogue((), (), (), None))
    assert isinstance(empty, InformationList)
    assert empty.empty is not None
    assert "۱۳۷" in empty.empty
    assert empty.notices == ()


def test_the_age_of_the_citys_words_is_told() -> None:
    menu = shown(Contents())
    assert isinstance(menu, InformationMenu)
    assert len(menu.notices) == 1


def test_results_come_as_one_types_and_nothing_found_says_what_to_do() -> None:
    found = shown(Search("درخت"))
    assert isinstance(found, InformationSearch)
    assert [choice.title for choice in found.results] == [TREE.title]
    nothing = shown(Search("قطار"))
    assert isinstance(nothing, InformationSearch)
    assert nothing.empty is not None
    assert shown(Search("")).empty is None  # type: ignore[attr-defined]  # a search again


def test_a_map_lies_north_up_with_room_around_the_outermost() -> None:
    painter = Painter(FA, AROUND)
    places = [
        MapPlace("south", "جنوب", (36.27, 50.00)),
        MapPlace("north", "شمال", (36.30, 50.02)),
    ]
    found = city_map(painter, places, "south")
    assert found is not None
    south, north = found.points
    assert north.y < south.y
    assert north.x > south.x
    assert all(0.05 < point.x < 0.95 and 0.05 < point.y < 0.95 for point in found.points)
    assert found.scale_m <= found.width_m / 3
    assert city_map(painter, places[:1], None) is None


def test_an_office_without_a_place_is_listed_but_not_drawn() -> None:
    lost = changed(KHAYYAM, lat=None, lon=None)
    offices = shown(Listing(Shelf.OFFICES), catalogue=replace(CATALOGUE, offices=(lost,)))
    assert isinstance(offices, InformationList)
    assert len(offices.choices) == 1
    assert offices.map is None
