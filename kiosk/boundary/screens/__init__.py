"""One typed model for each screen, and which intents it can send.

| screen         | intents                                                    |
|----------------|------------------------------------------------------------|
| attract        | start, language{code}                                      |
| home           | tile{id}                                                   |
| bill_entry     | key{digit}, erase, clear, field{id}, next, back, cancel    |
| bill_review    | pay, add, remove{id}, choose{id}, back, cancel, not_mine   |
| paying         | cancel (where the terminal can be told)                    |
| printing       | none                                                       |
| done           | finish, retry                                              |
| information_*  | choose{id}, back, cancel; on the search key{char}, erase, clear |
| receipt_menu   | reprint, back                                              |
| receipt_entry  | key{digit}, erase, clear, field{id}, next, back, cancel    |
| receipt_found  | copy, back, cancel                                         |
| receipt_copying | none                                                      |
| receipt_check  | ok, retry                                                  |
| message        | ok, retry, cancel (as its buttons say)                     |
| recovery       | ok                                                         |
| out_of_service | none                                                       |
| technician_code | key{digit}, erase, clear, next, cancel                    |
| technician_page | choose{id}, finish                                        |
| technician_carrying | none                                                  |
| technician_told | ok                                                        |

Every screen: its pills (language, listen, contrast, large, low, help); while `help` is set
close_help, call_clerk, withdraw_call (as its buttons say); while it is read aloud repeat, louder,
quieter; while `idle` is set also more, close; while `technician` is set also technician.
focused{name}: the keypad's focus has moved. And
scanned{text}, of no screen: a burst of keys that may be a scanner's; the counter heeds it where
its profile says so.
"""

from msgspec import convert, to_builtins

from kiosk.boundary.screens.base import Screen
from kiosk.boundary.screens.information import (
    InformationList,
    InformationMenu,
    InformationPage,
    InformationSearch,
)
from kiosk.boundary.screens.pay import BillCard, BillEntry, BillReview, Done, Due, Paying, Printing
from kiosk.boundary.screens.receipts import (
    ReceiptCheck,
    ReceiptCopying,
    ReceiptEntry,
    ReceiptFound,
    ReceiptMenu,
)
from kiosk.boundary.screens.standing import (
    Attract,
    Home,
    Message,
    NearestKiosk,
    OutOfService,
    Recovery,
)
from kiosk.boundary.screens.technician import (
    TechnicianCarrying,
    TechnicianCode,
    TechnicianPage,
    TechnicianTold,
)

AnyScreen = (
    Attract
    | Home
    | BillEntry
    | BillReview
    | Paying
    | Printing
    | Done
    | InformationMenu
    | InformationList
    | InformationPage
    | InformationSearch
    | ReceiptMenu
    | ReceiptEntry
    | ReceiptFound
    | ReceiptCopying
    | ReceiptCheck
    | Message
    | Recovery
    | OutOfService
    | TechnicianCode
    | TechnicianPage
    | TechnicianCarrying
    | TechnicianTold
)

SCREENS: dict[str, type[Screen]] = {
    "attract": Attract,
    "home": Home,
    "bill_entry": BillEntry,
    "bill_review": BillReview,
    "paying": Paying,
    "printing": Printing,
    "done": Done,
    "information_menu": InformationMenu,
    "information_list": InformationList,
    "information_page": InformationPage,
    "information_search": InformationSearch,
    "receipt_menu": ReceiptMenu,
    "receipt_entry": ReceiptEntry,
    "receipt_found": ReceiptFound,
    "receipt_copying": ReceiptCopying,
    "receipt_check": ReceiptCheck,
    "message": Message,
    "recovery": Recovery,
    "out_of_service": OutOfService,
    "technician_code": TechnicianCode,
    "technician_page": TechnicianPage,
    "technician_carrying": TechnicianCarrying,
    "technician_told": TechnicianTold,
}


def to_model(screen: Screen) -> dict[str, object]:
    """The screen as plain builtins: what `Show.model` carries and QML binds to."""
    model = to_builtins(screen)
    assert isinstance(model, dict)
    return model


def from_model(name: str, model: dict[str, object]) -> Screen:
    """The typed screen of a received model. Raises msgspec.ValidationError, KeyError."""
    return convert(model, SCREENS[name])


__all__ = [
    "SCREENS",
    "AnyScreen",
    "Attract",
    "BillCard",
    "BillEntry",
    "BillReview",
    "Done",
    "Due",
    "Home",
    "InformationList",
    "InformationMenu",
    "InformationPage",
    "InformationSearch",
    "Message",
    "NearestKiosk",
    "OutOfService",
    "Paying",
    "Printing",
    "ReceiptCheck",
    "ReceiptCopying",
    "ReceiptEntry",
    "ReceiptFound",
    "ReceiptMenu",
    "Recovery",
    "Screen",
    "TechnicianCarrying",
    "TechnicianCode",
    "TechnicianPage",
    "TechnicianTold",
    "from_model",
    "to_model",
]
