"""Every screen as the counter makes it, by name, in a language and with preferences."""

from collections.abc import Mapping
from dataclasses import replace

from contract.technician import CodeRefusal
from kiosk.boundary import Screen
from kiosk.boundary.parts import Preferences
from kiosk.counter.carrying import StickSeen, TechnicianView
from kiosk.counter.neighbours import Neighbour
from kiosk.counter.preferences import first_preferences, from_the_chosen
from kiosk.counter.presentation import Surroundings, present
from kiosk.journeys import states
from kiosk.journeys.basket import Basket
from kiosk.journeys.bill import Quote, Refusal, RefusalReason
from kiosk.journeys.entry import EntryError, EntryField, EntryForm
from kiosk.journeys.happenings import Stage, StopReason
from kiosk.journeys.help import Answered as ClerkComes
from kiosk.journeys.help import Calling, Open, Unanswered
from kiosk.journeys.information.pages import (
    Browsing,
    Catalogue,
    Contents,
    Listing,
    OfficePage,
    Page,
    Search,
    ServicePage,
    Shelf,
)
from kiosk.journeys.money import NotTaken, Paid, Slip, Unsettled
from kiosk.journeys.payment import Finished, Preparing, Printing, Requested, Unknown
from kiosk.journeys.receipts.checking import CityWord, Unreadable
from kiosk.journeys.receipts.search import SearchError, SearchForm
from kiosk.journeys.receipts.states import (
    Asking,
    Checked,
    Copied,
    Copying,
    Menu,
    NotFound,
    Paused,
    ReceiptState,
    Unread,
)
from kiosk.journeys.technician import (
    Answered,
    AtPage,
    Carrying,
    NotDone,
    Outcome,
    TechnicianState,
    Told,
    Work,
    Written,
)
from kiosk.journeys.technician import Asking as CodeAsked
from kiosk.texts import Texts, languages
from tests.kiosk.counter.presentation.test_information import AROUND, HOUR_MS
from tests.kiosk.counter.presentation.test_receipts import WANTED
from tests.kiosk.journeys.information.samples import CATALOGUE
from tests.kiosk.journeys.receipts.test_journey import COPY, FINDING, FOUND
from tests.kiosk.journeys.samples import BASKET, NOW_MS, PAIR, TWO, approval, payment

PAYMENT = payment()
PAID = Paid(approval(PAYMENT))
NEAREST = Neighbour("مینودر", "Minudar", 1, "مینودر، بلوار دانشگاه", "Daneshgah Blvd.", 2140.0)
LANGUAGES = {code: Texts(code) for code in languages()}
EMPTY = Catalogue((), (), (), None)


def _receipts(state: ReceiptState) -> states.VisitState:
    return states.Receipting(state)


def _serviced(state: TechnicianState) -> states.VisitState:
    return states.Servicing(state)


def _told(work: Work, outcome: Outcome) -> states.VisitState:
    return _serviced(Told("12", work, outcome, 0))


FILE = "k-0123456789-20261127-101500.courier"
AT_PAGE = AtPage("12", 0)


def _page(page: Page, catalogue: Catalogue = CATALOGUE) -> states.VisitState:
    return states.Informing(Browsing(catalogue, page))


STATES: Mapping[str, states.VisitState] = {
    "attract": states.Attract(),
    "home": states.Home(),
    "entry": states.Entering(EntryForm()),
    "entry_wrong": states.Entering(
        EntryForm("1000012726168", "125050196", EntryField.BILL, EntryError.WRONG_DIGIT)
    ),
    "review": states.Reviewing(BASKET),
    "review_two": states.Reviewing(TWO),
    "review_unverified": states.Reviewing(Basket((Quote(PAIR),))),
    "no_paper": states.AskingWithoutPaper(BASKET),
    "refused": states.Refused(Refusal(RefusalReason.EXPIRED, NOW_MS), PAIR),
    "refused_paid": states.Refused(Refusal(RefusalReason.PAID, NOW_MS), PAIR),
    "preparing": states.Paying(Preparing(PAYMENT)),
    "card": states.Paying(Requested(PAYMENT, None, Stage.CARD)),
    "bank": states.Paying(Requested(PAYMENT, None, Stage.BANK)),
    "inquiry": states.Paying(Unknown(PAYMENT, None)),
    "printing": states.Paying(Printing(PAYMENT, PAID)),
    "paid": states.Paying(Finished(PAYMENT, PAID, Slip.PRINTED)),
    "paid_no_slip": states.Paying(Finished(PAYMENT, PAID, Slip.NOT_PRINTED, "paper_end")),
    "declined": states.Paying(Finished(PAYMENT, NotTaken("51", "no_funds"), Slip.NONE)),
    "unknown": states.Paying(Finished(PAYMENT, Unsettled("timeout"), Slip.PRINTED)),
    "receipts": _receipts(Menu()),
    "receipt_asking": _receipts(Asking(SearchForm("0014", "1250000"))),
    "receipt_wrong": _receipts(Asking(SearchForm("1", "", card_error=SearchError.CARD_TOO_SHORT))),
    "receipt_found": _receipts(FOUND),
    "receipt_not_found": _receipts(NotFound(WANTED, 2)),
    "receipt_paused": _receipts(Paused()),
    "receipt_copying": _receipts(Copying(FOUND, COPY, "80000001")),
    "receipt_copied": _receipts(Copied(FOUND, Slip.PRINTED, "")),
    "check_asking": _receipts(Checked(FINDING, CityWord.ASKING)),
    "check_settled": _receipts(Checked(FINDING, CityWord.SETTLED)),
    "check_disputed": _receipts(Checked(FINDING, CityWord.DISPUTED)),
    "check_forged": _receipts(Unread(Unreadable.NOT_SIGNED_HERE)),
    "information": _page(Contents()),
    "services": _page(Listing(Shelf.SERVICES)),
    "offices": _page(Listing(Shelf.OFFICES)),
    "fees": _page(Listing(Shelf.FEES)),
    "nothing_here": _page(Listing(Shelf.SERVICES), EMPTY),
    "service": _page(ServicePage("permit")),
    "office": _page(OfficePage("khayyam")),
    "search": _page(Search("")),
    "search_found": _page(Search("خیام")),
    "search_nothing": _page(Search("قطار")),
    "recovering": states.Recovering(Unknown(PAYMENT, None), (), ()),
    "recovered": states.Recovered((Finished(PAYMENT, PAID, Slip.PRINTED),)),
    "out_of_service": states.OutOfService(StopReason.STORAGE),
    "out_in_maintenance": states.OutOfService(
        StopReason.CITY_MAINTENANCE, until_ms=AROUND.now_ms + 4 * HOUR_MS
    ),
    "out_by_clerk": states.OutOfService(StopReason.CLERK_PAPER),
    "out_interrupted": states.OutOfService(StopReason.STORAGE, PAYMENT),
    "technician_code": _serviced(CodeAsked(0, "120631")),
    "technician_wrong": _serviced(CodeAsked(0, error=CodeRefusal.WRONG)),
    "technician_page": _serviced(AT_PAGE),
    "technician_writing": _serviced(Carrying("12", "export", "w", 0, 8_412, 26_300)),
    "technician_reading": _serviced(Carrying("12", "import", "w", 0)),
    "technician_written": _told("export", Written(FILE, 26_300, 4_117)),
    "technician_damaged": _told("export", Written(FILE, 26_300, 4_117, 1)),
    "technician_full": _told("export", NotDone("full")),
    "technician_answered": _told("import", Answered(1, 26_300, NOW_MS)),
    "technician_known": _told("import", Answered(1, 0, NOW_MS)),
    "technician_foreign": _told("import", NotDone("device")),
}
STICK = StickSeen("KINGSTON DT101", 14_872 << 20)
DAY_MS = 24 * HOUR_MS
DOWN = TechnicianView(
    agent_is_heard=True,
    hub_heard_ms=NOW_MS - 4 * DAY_MS,
    waiting=26_300,
    oldest_ms=NOW_MS - 4 * DAY_MS,
)
TROUBLED: Mapping[str, tuple[str, dict[str, object]]] = {
    "home_offline": ("home", {"link": "offline"}),
    "home_no_terminal": ("home", {"terminal": "failed"}),
    "home_no_paper": ("home", {"paper": "failed", "printer_reason": "paper_end"}),
    "review_offline": ("review", {"link": "offline"}),
    "paid_offline": ("paid", {"link": "offline"}),
    "card_waiting": ("card", {"waited_s": 20, "remaining_s": 100}),
    "entry_idle": ("entry", {"idle_remaining_s": 20}),
    "review_idle": ("review", {"idle_remaining_s": 7}),
    "home_help": ("home", {"help": Open(0), "can_call": True}),
    "card_help": ("card", {"help": Open(0)}),
    "help_calling": ("review", {"help": Calling("c", 0), "help_remaining_s": 42}),
    "help_answered": ("review", {"help": ClerkComes("c", 0)}),
    "help_unanswered": ("review", {"help": Unanswered("c", 0), "can_call": True}),
    "help_nobody": ("card", {"help": Unanswered("c", 0)}),
    "home_listening": ("home", {}),
    "attract_open": ("attract", {"can_service": True}),
    "home_open": ("home", {"can_service": True}),
    "out_open": ("out_by_clerk", {"can_service": True}),
    "technician_waits": ("technician_wrong", {"technician": TechnicianView(wait_s=872)}),
    "technician_no_codes": ("technician_wrong", {"technician": TechnicianView(has_codes=False)}),
    "technician_no_stick": ("technician_page", {"technician": DOWN, "link": "offline"}),
    "technician_stick": (
        "technician_page",
        {"technician": replace(DOWN, stick=STICK), "link": "offline"},
    ),
}
NAMES = (*STATES, *TROUBLED)


def preferences(language: str, mode: str = "normal") -> Preferences:
    """`mode`: normal, contrast, large or low."""
    chosen = first_preferences(LANGUAGES[language])
    match mode:
        case "contrast":
            return _with(chosen, contrast="high")
        case "large":
            return _with(chosen, text="large")
        case "low":
            return _with(chosen, reach="low")
        case _:
            return chosen


def screen(name: str, wants: Preferences) -> Screen:
    """One of NAMES as the counter shows it to a visitor who wants it so."""
    state, trouble = TROUBLED.get(name, (name, {}))
    listening = "on" if name == "home_listening" else wants.listening
    texts = LANGUAGES[wants.language]
    around = replace(
        _around(),
        preferences=_with(wants, listening=listening),
        languages=from_the_chosen(wants, tuple(LANGUAGES.values())),
        **trouble,  # type: ignore[arg-type]  # fields of Surroundings
    )
    return present(STATES[state], around, texts)


def _around() -> Surroundings:
    return replace(
        AROUND,
        as_of_ms=AROUND.now_ms - 3 * HOUR_MS,
        link="online",
        printer="ready",
        paper="ready",
        terminal="ready",
        remaining_s=96,
        can_speak=True,
        nearest=NEAREST,
    )


def _with(wants: Preferences, **changes: object) -> Preferences:
    from msgspec.structs import replace as changed

    return changed(wants, **changes)
