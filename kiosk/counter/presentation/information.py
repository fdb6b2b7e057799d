"""Services with what they need, offices with hours and map, fees: the city's own words."""

from collections.abc import Sequence
from typing import Any, assert_never

from contract.reference import FeeRecord, OfficeRecord, ServiceRecord
from contract.values import Rial
from kiosk.boundary.parts import Choice, Notice, Row
from kiosk.boundary.screens import (
    InformationList,
    InformationMenu,
    InformationPage,
    InformationSearch,
    Screen,
)
from kiosk.boundary.screens.information import Paragraph
from kiosk.counter.presentation.city_map import Place, city_map, distance_m, distance_text
from kiosk.counter.presentation.frame import Painter
from kiosk.counter.presentation.opening_hours import hours_lines, now_text
from kiosk.journeys.information import search
from kiosk.journeys.information.journey import OFFICE, SEARCH, SERVICE
from kiosk.journeys.information.pages import (
    Browsing,
    Catalogue,
    Contents,
    Fetching,
    InformationState,
    Listing,
    OfficePage,
    Search,
    ServicePage,
    Shelf,
)


def information(painter: Painter, state: InformationState) -> Screen:
    match state:
        case Fetching():
            return _contents(painter, Catalogue((), (), (), None))
        case Browsing(catalogue, page):
            clerk = _Clerk(painter, catalogue)
            match page:
                case Contents():
                    return _contents(painter, catalogue)
                case Listing(shelf):
                    return clerk.listing(shelf)
                case ServicePage(code):
                    return clerk.service(code)
                case OfficePage(code):
                    return clerk.office(code)
                case Search(query):
                    return clerk.search(query)
                case _:
                    assert_never(page)
        case _:
            assert_never(state)


def _contents(painter: Painter, catalogue: Catalogue) -> InformationMenu:
    lines = (
        (SEARCH, "magnifying-glass"),
        (Shelf.SERVICES.value, "clipboard-text"),
        (Shelf.OFFICES.value, "map-pin"),
        (Shelf.FEES.value, "coins"),
    )
    return InformationMenu(
        title=painter.say("info-title"),
        body=painter.say("info-body"),
        choices=tuple(
            Choice(
                id=id,
                intent="choose",
                title=painter.say(f"info-{id}"),
                subtitle=painter.say(f"info-{id}-sub"),
                icon=icon,
            )
            for id, icon in lines
        ),
        notices=_age(painter, catalogue),
        back=painter.button("back", "back", "btn-back"),
        **painter.common(),
    )


def _age(painter: Painter, catalogue: Catalogue) -> tuple[Notice, ...]:
    if catalogue.as_of_ms is None:
        return ()
    text = painter.say("info-as-of", age=painter.age(catalogue.as_of_ms))
    return (Notice("notice", "clock-counter-clockwise", text),)


class _Clerk:
    """Answers from one catalogue in one language."""

    def __init__(self, painter: Painter, catalogue: Catalogue) -> None:
        self._painter = painter
        self._say = painter.say
        self._catalogue = catalogue

    def listing(self, shelf: Shelf) -> InformationList:
        offices = self._offices() if shelf is Shelf.OFFICES else ()
        match shelf:
            case Shelf.SERVICES:
                choices = tuple(self._service_line(each) for each in self._catalogue.services)
            case Shelf.OFFICES:
                choices = tuple(self._office_line(each) for each in offices)
            case Shelf.FEES:
                choices = tuple(self._fee_line(each) for each in self._catalogue.fees)
            case _:
                assert_never(shelf)
        return InformationList(
            title=self._say(f"info-{shelf.value}"),
            choices=choices,
            empty=None if choices else self._say("info-empty", phone=self._painter.phone()),
            map=city_map(self._painter, self._places(offices), self._catalogue.office),
            notices=_age(self._painter, self._catalogue),
            **self._ways_out(),
        )

    def service(self, code: str) -> InformationPage:
        service = self._catalogue.service(code)
        assert service is not None  # the journey turns only to pages that are there
        documents = tuple(self._own(each.text, each.text_en) for each in service.documents)
        steps = tuple(self._own(each.text, each.text_en) for each in service.steps)
        paragraphs = [
            Paragraph(heading=self._say("info-documents"), lines=documents, icon="files"),
            Paragraph(heading=self._say("info-steps"), lines=steps, icon="list-numbers"),
            Paragraph(
                heading=self._say("info-online"),
                lines=_one(self._own(service.online, service.online_en)),
                icon="device-mobile",
                listed=False,
            ),
        ]
        return InformationPage(
            title=self._say("info-services"),
            headline=self._own(service.title, service.title_en),
            body=self._own(service.summary, service.summary_en),
            rows=self._service_rows(service),
            paragraphs=tuple(each for each in paragraphs if each.lines),
            notices=_age(self._painter, self._catalogue),
            **self._ways_out(),
        )

    def office(self, code: str) -> InformationPage:
        office = self._catalogue.office_of(code)
        assert office is not None  # the journey turns only to pages that are there
        writing = self._painter.writing
        rows = [
            Row(self._say("review-address"), self._address(office)),
            Row(self._say("info-phone"), writing.code(office.phone), ltr=True),
        ]
        if (away := self._away(office)) is not None:
            rows.append(Row(self._say("info-distance"), away))
        hours = hours_lines(self._painter, office.hours)
        return InformationPage(
            title=self._say("info-offices"),
            headline=self._own(office.name, office.name_en),
            body=now_text(self._painter, office.hours),
            rows=tuple(rows),
            paragraphs=(Paragraph(heading=self._say("info-hours"), lines=hours, icon="clock"),)
            if hours
            else (),
            map=city_map(self._painter, self._places(self._offices()), office.code),
            notices=_age(self._painter, self._catalogue),
            **self._ways_out(),
        )

    def search(self, query: str) -> InformationSearch:
        found = search.results(self._catalogue, query)
        lines = tuple(
            self._service_line(each)
            if isinstance(each, ServiceRecord)
            else self._office_line(each)
            for each in found
        )
        nothing = bool(query.strip()) and not lines
        return InformationSearch(
            title=self._say("info-search"),
            label=self._say("info-search-label"),
            query=query,
            placeholder=self._say("info-search-placeholder"),
            layout=self._say("language-keyboard"),
            results=lines,
            empty=self._say("info-nothing", phone=self._painter.phone()) if nothing else None,
            space_label=self._say("key-space"),
            half_space_label=self._say("key-half-space"),
            erase_label=self._say("key-erase"),
            clear_label=self._say("entry-clear"),
            **self._ways_out(),
        )

    def _ways_out(self) -> dict[str, Any]:
        return {
            "back": self._painter.button("back", "back", "btn-back"),
            "cancel": self._painter.button("cancel", "cancel", "refused-home"),
            **self._painter.common(),
        }

    def _own(self, persian: str, english: str) -> str:
        return self._painter.writing.digits(self._painter.own(persian, english))

    def _service_line(self, service: ServiceRecord) -> Choice:
        return Choice(
            id=SERVICE + service.code,
            intent="choose",
            title=self._own(service.title, service.title_en),
            subtitle=self._own(service.summary, service.summary_en),
            icon=service.icon,
        )

    def _office_line(self, office: OfficeRecord) -> Choice:
        away = self._away(office)
        now = now_text(self._painter, office.hours)
        return Choice(
            id=OFFICE + office.code,
            intent="choose",
            title=self._own(office.name, office.name_en),
            subtitle=" · ".join(part for part in (self._address(office), now, away) if part),
            icon="map-pin",
        )

    def _fee_line(self, fee: FeeRecord) -> Choice:
        service = None if fee.service is None else self._catalogue.service(fee.service)
        return Choice(
            id="" if service is None else SERVICE + service.code,
            intent="choose",
            title=self._own(fee.title, fee.title_en),
            subtitle=f"{self._price(fee)} · {self._source(fee)}",
            icon="coins",
            enabled=service is not None,
        )

    def _price(self, fee: FeeRecord) -> str:
        if fee.amount is None:
            return self._own(fee.text, fee.text_en)
        amount = self._painter.writing.amount(Rial(fee.amount))
        if not fee.unit:
            return self._say("review-sum", amount=amount)
        unit = self._own(fee.unit, fee.unit_en)
        return self._say("info-fee-per", amount=amount, unit=unit)

    def _source(self, fee: FeeRecord) -> str:
        since = self._painter.writing.code(fee.valid_from)
        return self._say(
            "info-fee-source", source=self._own(fee.source, fee.source_en), date=since
        )

    def _service_rows(self, service: ServiceRecord) -> tuple[Row, ...]:
        rows = []
        if service.days is not None:
            days = self._painter.writing.digits(str(service.days))
            rows.append(Row(self._say("info-days"), self._say("info-days-of", days=days)))
        rows.append(Row(self._say("info-where"), self._where(service)))
        fees = [fee for fee in self._catalogue.fees if fee.service == service.code]
        main = next((fee for fee in fees if fee.code == service.fee), fees[0] if fees else None)
        note = self._own(service.fee_note, service.fee_note_en)
        if main is not None or note:
            price = note if main is None else self._price(main)
            rows.append(Row(self._say("info-fee"), price))
        return tuple(rows)

    def _where(self, service: ServiceRecord) -> str:
        if not service.offices:
            return self._say("info-anywhere")
        known = (self._catalogue.office_of(code) for code in service.offices)
        names = [self._own(office.name, office.name_en) for office in known if office is not None]
        return self._say("list-comma").join(names) if names else self._say("info-anywhere")

    def _offices(self) -> Sequence[OfficeRecord]:
        """The nearest first, where that can be known."""
        here = self._here()
        if here is None:
            return self._catalogue.offices
        return sorted(self._catalogue.offices, key=lambda office: self._metres(here, office))

    def _metres(self, here: Place, office: OfficeRecord) -> float:
        place = self._place(office)
        return float("inf") if place is None else distance_m(here, place)

    def _here(self) -> Place | None:
        code = self._catalogue.office
        office = None if code is None else self._catalogue.office_of(code)
        return None if office is None else self._place(office)

    def _away(self, office: OfficeRecord) -> str | None:
        here, there = self._here(), self._place(office)
        if here is None or there is None:
            return None
        if office.code == self._catalogue.office:
            return self._say("map-here")
        return distance_text(self._painter, distance_m(here, there))

    def _place(self, office: OfficeRecord) -> Place | None:
        if office.lat is None or office.lon is None:
            return None
        return Place(office.code, self._own(office.name, office.name_en), (office.lat, office.lon))

    def _places(self, offices: Sequence[OfficeRecord]) -> list[Place]:
        found = (self._place(office) for office in offices)
        return [place for place in found if place is not None]

    def _address(self, office: OfficeRecord) -> str:
        return self._own(office.address, office.address_en)


def _one(line: str) -> tuple[str, ...]:
    return (line,) if line else ()
