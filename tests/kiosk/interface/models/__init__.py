"""Screens as a counter shows them: usual, long and troubled. Their sentences are the real ones."""

from msgspec import structs

from kiosk.boundary import Screen
from tests.kiosk.interface.models import choosing, paying, standing
from tests.kiosk.interface.models.parts import CALLING, HELP, IDLE

REVIEW_IDLE = structs.replace(choosing.REVIEW, idle=IDLE)
ENTRY_HELP = structs.replace(choosing.ENTRY_TYPED, help=HELP)
ENTRY_CALLING = structs.replace(choosing.ENTRY_TYPED, help=CALLING)

# Each by the name of its picture.
STANDARD: dict[str, Screen] = {
    "home": choosing.HOME,
    "home_alone": choosing.HOME_ALONE,
    "home_offline": choosing.HOME_OFFLINE,
    "home_terminal_away": choosing.HOME_TERMINAL_AWAY,
    "home_of_four": choosing.HOME_OF_FOUR,
    "entry": choosing.ENTRY,
    "entry_typed": choosing.ENTRY_TYPED,
    "entry_wrong": choosing.ENTRY_WRONG,
    "entry_noticed": choosing.ENTRY_NOTICED,
    "entry_help": ENTRY_HELP,
    "entry_calling": ENTRY_CALLING,
    "review": choosing.REVIEW,
    "review_unverified": choosing.REVIEW_UNVERIFIED,
    "review_addable": choosing.REVIEW_ADDABLE,
    "review_several": choosing.REVIEW_SEVERAL,
    "review_idle": REVIEW_IDLE,
    "paying": paying.PAYING,
    "paying_cancel": paying.PAYING_CANCEL,
    "paying_longer": paying.PAYING_LONGER,
    "printing": paying.PRINTING,
    "done_paid": paying.DONE_PAID,
    "done_not_printed": paying.DONE_NOT_PRINTED,
    "done_declined": paying.DONE_DECLINED,
    "done_unknown": paying.DONE_UNKNOWN,
    "done_unknown_no_paper": paying.DONE_UNKNOWN_NO_PAPER,
    "message_paid": standing.MESSAGE_PAID,
    "message_other": standing.MESSAGE_OTHER,
    "message_unknown": standing.MESSAGE_UNKNOWN,
    "recovery": standing.RECOVERY,
    "recovering": standing.RECOVERING,
    "out_of_service": standing.OUT_OF_SERVICE,
}
# Longer than anything the city's data should hold; may scroll, must not break.
OVERLONG: dict[str, Screen] = {"review_overlong": choosing.REVIEW_OVERLONG}
