"""Pieces that several screens share."""

from contract.values import isolate_ltr, persian_digits
from kiosk.boundary.parts import (
    Amount,
    Button,
    ClockFace,
    HelpPanel,
    IdleOverlay,
    Notice,
    Pill,
    PlaceLine,
    Ring,
    StatusLine,
    Steps,
)
from kiosk.texts import Texts

say = Texts()


def number(digits: str) -> str:
    """Digits as they are read, isolated left to right."""
    return isolate_ltr(persian_digits(digits))


def button(name: str, intent: str, key: str, icon: str | None = None) -> Button:
    return Button(name=name, intent=intent, label=say(key), icon=icon)


def steps(current: int) -> Steps:
    keys = ("step-id", "step-review", "step-pay", "step-receipt")
    return Steps(tuple(say(key) for key in keys), current)


ONLINE = StatusLine(
    link="online",
    text=say("status-online-age", age=say("age-today", time=number("10:40"))),
    printer="ready",
    terminal="ready",
)
OFFLINE = StatusLine(
    link="offline",
    text=say("status-offline-age", age=say("age-today", time=number("8:15"))),
    printer="ready",
    terminal="ready",
)
CLOCK = ClockFace(time=number("10:42"), date="دوشنبه ۲ آذر ۱۴۰۵")
PLACE = PlaceLine(city=say("city", name="قزوین"), line="منطقهٔ ۲، پیشخوان خیام ۱")
PILLS = (
    Pill("large", say("pill-large"), "text-aa"),
    Pill("low", say("pill-low"), "wheelchair"),
    Pill("help", say("pill-help"), "hand-waving"),
)
AMOUNT = Amount(
    grouped=number("1٬193٬000"),
    unit=say("rial"),
    toman=say("toman", amount=persian_digits("119٬300")),
    words=say("in-words", words="یک میلیون و یکصد و نود و سه هزار"),
)
LARGE_AMOUNT = Amount(
    grouped=number("128٬976٬543٬000"),
    unit=say("rial"),
    toman=say("toman", amount=persian_digits("12٬897٬654٬300")),
    words=say(
        "in-words",
        words="یکصد و بیست و هشت میلیارد و نهصد و هفتاد و شش میلیون و پانصد و چهل و سه هزار",
    ),
)
BACK = button("back", "back", "btn-back")
CANCEL = button("cancel", "cancel", "btn-cancel")
FINISH = button("finish", "finish", "btn-finish")
RETRY = button("retry", "retry", "btn-retry")
OK = button("ok", "ok", "btn-ok")
STICKER = Notice("notice", "qr-code", say("home-sticker"))
AS_OF = Notice(
    "notice",
    "clock-counter-clockwise",
    say("review-as-of", age=say("age-today", time=number("8:15"))),
)
IDLE = IdleOverlay(
    title=say("idle-title"),
    text=say("idle-text", seconds=persian_digits("20")),
    remaining_s=20,
    more=say("idle-more"),
    close=say("idle-close"),
)
HELP = HelpPanel(
    title=say("help-title"),
    lines=(
        say("help-scan"),
        say("help-card"),
        say("help-receipt"),
        say("help-person", phone=persian_digits("137")),
    ),
    call=say("help-call"),
    close=say("help-close"),
)
CALLING = HelpPanel(
    phase="calling",
    title=say("help-calling-title"),
    lines=(say("help-calling"), say("help-calling-safe")),
    ring=Ring(42, 60),
    withdraw=say("help-withdraw"),
    close=say("help-back"),
)
