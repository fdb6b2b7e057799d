"""What citizens come for, as acts by screen."""

from collections.abc import Callable, Mapping, Sequence

from benchmarks.journeys.citizen import Act, Errand, PresentCard, Scan, Touch, Type
from contract.values import BillPair, Rial
from provisioning.demo.dock import Seen

START: Mapping[str, tuple[Act, ...]] = {"attract": (Touch("start"),)}
PAID: Mapping[str, tuple[Act, ...]] = {"paying": (PresentCard(),), "printing": ()}
_REMOVE = "remove_"


def pay_scanned(bills: Sequence[BillPair], name: str) -> Errand:
    """The first at home, the others beside it, all in one payment."""
    first, *others = (bill.barcode() for bill in bills)
    added = tuple(Scan(text, _holds(count)) for count, text in enumerate(others, start=2))
    review: tuple[Act, ...] = (*added, Touch("primary"))
    acts = {**START, "home": (Scan(first),), "bill_review": review, **PAID}
    return Errand(name, acts, "done")


def pay_typed(bill: BillPair) -> Errand:
    """Both ids by the keypad."""
    typed = (
        *(Type(bill.bill.text), Touch("primary")),
        *(Type(bill.payment.text), Touch("primary")),
    )
    acts = {
        **START,
        "home": (Touch("tile_pay"),),
        "bill_entry": typed,
        "bill_review": (Touch("primary"),),
        **PAID,
    }
    return Errand("pay a typed bill", acts, "done")


def receipt_again(last_four: str, amount: Rial) -> Errand:
    acts = {
        **START,
        "home": (Touch("tile_receipts"),),
        "receipt_menu": (Touch("choice_reprint"),),
        "receipt_entry": (Type(last_four), Type(str(amount.amount)), Touch("primary")),
        "receipt_found": (Touch("primary"),),
        "receipt_copying": (),
    }
    return Errand("a receipt again", acts, "message")


def check_receipt(code: str) -> Errand:
    return Errand("check a receipt", {**START, "home": (Scan(code),)}, "receipt_check")


def find_an_office(office: str) -> Errand:
    acts = {
        **START,
        "home": (Touch("tile_information"),),
        "information_menu": (Touch("choice_offices"),),
        "information_list": (Touch(f"choice_{office}"),),
    }
    return Errand("find an office", acts, "information_page")


def see_fees() -> Errand:
    acts = {
        **START,
        "home": (Touch("tile_information"),),
        "information_menu": (Touch("choice_fees"),),
    }
    return Errand("see the fees", acts, "information_list")


def _holds(count: int) -> Callable[[Seen], bool]:
    """Whether so many bills stand on the screen, each with its way out."""
    return lambda seen: sum(name.startswith(_REMOVE) for name in seen.touchable) >= count
