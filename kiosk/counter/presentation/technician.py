"""The technician's screens: the code, the page, the work, what came of it."""

from typing import Any, assert_never

from contract.technician import CODE_DIGITS
from contract.values import isolate_ltr, jalali_local
from kiosk.boundary.parts import Button, Choice, Field, Notice, Pill, Row
from kiosk.boundary.screens import (
    Screen,
    TechnicianCarrying,
    TechnicianCode,
    TechnicianPage,
    TechnicianTold,
)
from kiosk.counter.carrying import TechnicianView
from kiosk.counter.presentation.frame import Painter
from kiosk.journeys.technician import (
    Answered,
    Asking,
    AtPage,
    Carrying,
    NotDone,
    TechnicianState,
    Told,
    Work,
    Written,
    is_whole,
)

MIB = 1 << 20
FORMATS = "FAT32 / exFAT"
"""Of sticks that the machine mounts (provisioning.services.sticks)."""
_GROUP = 4
_DOT = "•"
_PILLS = frozenset({"language", "contrast", "large", "low"})
_KNOWN = {
    "export": frozenset(
        {
            "no_stick",
            "full",
            "read_only",
            "gone",
            "denied",
            "nothing_waits",
            "damaged",
            "no_key",
            "agent_silent",
        }
    ),
    "import": frozenset(
        {"no_stick", "no_answer", "form", "signature", "city", "device", "gone", "agent_silent"}
    ),
}


def technician(painter: Painter, state: TechnicianState) -> Screen:
    match state:
        case Asking():
            return _code(painter, state)
        case AtPage():
            return _page(painter)
        case Carrying():
            return _carrying(painter, state)
        case Told(_, work, outcome):
            return _told(painter, work, outcome)
        case _:
            assert_never(state)


def _common(painter: Painter) -> dict[str, Any]:
    """Help is for whom the kiosk serves: nobody is called, nothing read aloud here."""
    common = painter.common()
    pills: tuple[Pill, ...] = common["pills"]
    kept = tuple(pill for pill in pills if pill.id in _PILLS)
    return common | {"pills": kept, "help": None, "listen": None}


def _code(painter: Painter, state: Asking) -> TechnicianCode:
    view = painter.around.technician
    can_try = is_whole(state) and not view.wait_s and view.has_codes
    return TechnicianCode(
        title=painter.say("technician-title"),
        body=painter.say("technician-code-body"),
        fields=(
            Field(
                id="code",
                label=painter.say("technician-code"),
                value=_dots(len(state.typed)),
                active=True,
                error=_why_refused(painter, state),
            ),
        ),
        digits=tuple(painter.writing.digits(digit) for digit in "0123456789"),
        erase_label=painter.say("entry-erase"),
        clear_label=painter.say("entry-clear"),
        primary=Button(
            name="primary", intent="next", label=painter.say("technician-sign-in"), enabled=can_try
        ),
        cancel=painter.button("cancel", "cancel", "btn-cancel"),
        **_common(painter),
    )


def _dots(count: int) -> str:
    """In the groups in which a code is written."""
    groups = (min(_GROUP, count - start) for start in range(0, min(count, CODE_DIGITS), _GROUP))
    return " ".join(_DOT * size for size in groups)


def _why_refused(painter: Painter, state: Asking) -> str | None:
    wait_s = painter.around.technician.wait_s
    if wait_s:
        time = painter.writing.digits(f"{wait_s // 60}:{wait_s % 60:02}")
        return painter.say("technician-wait", time=time)
    if not painter.around.technician.has_codes:
        return painter.say("technician-no-codes")  # why every code is wrong
    return None if state.error is None else painter.say(f"technician-code-{state.error.value}")


def _page(painter: Painter) -> TechnicianPage:
    view = painter.around.technician
    notices = []
    if not view.agent_is_heard:
        notices.append(_notice(painter, "technician-agent-silent", "danger"))
    elif view.stick is None:
        put_in = painter.say("technician-put-stick", formats=FORMATS)
        notices.append(Notice("notice", "usb", put_in))
    if painter.around.link == "online":
        notices.append(_notice(painter, "technician-online", icon="cloud-check"))
    return TechnicianPage(
        title=painter.say("technician-page-title"),
        rows=(
            Row(painter.say("technician-line"), _line(painter)),
            Row(painter.say("technician-queue"), _queue(painter)),
            Row(painter.say("technician-stick"), _stick(painter)),
        ),
        notices=tuple(notices),
        choices=(
            _choice(painter, "export", "usb", _why_not_export(view)),
            _choice(painter, "import", "tray-arrow-up", _why_not_carry(view)),
        ),
        primary=painter.button("primary", "finish", "technician-finish"),
        **_common(painter),
    )


def _choice(painter: Painter, work: Work, icon: str, why_not: str | None) -> Choice:
    return Choice(
        id=work,
        intent="choose",
        title=painter.say(f"technician-{work}"),
        subtitle=painter.say(why_not or f"technician-{work}-sub"),
        icon=icon,
        enabled=why_not is None,
    )


def _why_not_export(view: TechnicianView) -> str | None:
    if view.agent_is_heard and not view.waiting:
        return "technician-queue-none"
    return _why_not_carry(view)


def _why_not_carry(view: TechnicianView) -> str | None:
    """The text that says so; None when it can be done."""
    if not view.agent_is_heard:
        return "technician-not-yet"
    return "technician-stick-first" if view.stick is None else None


def _line(painter: Painter) -> str:
    link, heard_ms = painter.around.link, painter.around.technician.hub_heard_ms
    if link == "online" or not heard_ms:
        return painter.say(f"technician-line-{link}")
    return painter.say("technician-line-heard", since=painter.age(heard_ms))


def _queue(painter: Painter) -> str:
    view = painter.around.technician
    if not view.waiting:
        return painter.say("technician-queue-none")
    count = painter.writing.number(view.waiting)
    if view.oldest_ms is None:
        return painter.say("technician-queue-count", count=count)
    return painter.say("technician-queue-since", count=count, since=painter.age(view.oldest_ms))


def _stick(painter: Painter) -> str:
    view = painter.around.technician
    if not view.agent_is_heard:
        return painter.say("technician-stick-unknown")
    if view.stick is None:
        return painter.say("technician-stick-none")
    free = painter.writing.number(view.stick.free // MIB)
    name = view.stick.name or painter.say("technician-stick-nameless")
    return painter.say("technician-stick-there", name=name, free=free)


def _carrying(painter: Painter, state: Carrying) -> TechnicianCarrying:
    known = state.work == "export" and state.total > 0
    if known:
        progress = painter.say(
            "technician-progress",
            done=painter.writing.number(state.done),
            total=painter.writing.number(state.total),
        )
    else:
        progress = painter.say(f"technician-{state.work}-progress")
    return TechnicianCarrying(
        title=painter.say("technician-page-title"),
        headline=painter.say(f"technician-{state.work}-now"),
        body=painter.say("technician-leave-stick"),
        percent=min(100, 100 * state.done // state.total) if known else None,
        progress_text=progress,
        **_common(painter),
    )


def _told(painter: Painter, work: Work, outcome: Written | Answered | NotDone) -> TechnicianTold:
    match outcome:
        case Written():
            return _written(painter, outcome)
        case Answered():
            return _answered(painter, outcome)
        case NotDone(reason):
            return _not_done(painter, work, reason)
        case _:
            assert_never(outcome)


def _written(painter: Painter, written: Written) -> TechnicianTold:
    number = painter.writing.number
    damaged = written.damaged > 0
    return TechnicianTold(
        title=painter.say("technician-page-title"),
        tone="good",
        icon="check-circle",
        headline=painter.say("technician-written"),
        body=painter.say("technician-written-body"),
        rows=(
            Row(painter.say("technician-file"), isolate_ltr(written.file), ltr=True),
            Row(painter.say("technician-events"), number(written.events)),
            Row(painter.say("technician-payments"), number(written.payments)),
        ),
        notices=(_notice(painter, "technician-written-damaged", "danger"),) if damaged else (),
        primary=painter.button("primary", "ok", "btn-ok"),
        **_common(painter),
    )


def _answered(painter: Painter, answered: Answered) -> TechnicianTold:
    kind = "answered" if answered.news else "known"
    return TechnicianTold(
        title=painter.say("technician-page-title"),
        tone="good" if answered.news else "notice",
        icon="check-circle" if answered.news else "info",
        headline=painter.say(f"technician-{kind}"),
        body=painter.say(f"technician-{kind}-body"),
        rows=(
            Row(painter.say("technician-news"), painter.writing.number(answered.news)),
            Row(painter.say("technician-made"), _moment(painter, answered.made_ms)),
        ),
        primary=painter.button("primary", "ok", "btn-ok"),
        **_common(painter),
    )


def _not_done(painter: Painter, work: Work, reason: str) -> TechnicianTold:
    """A reason without words of its own has those of a stick that refused."""
    key = f"technician-{work}-{reason if reason in _KNOWN[work] else 'failed'}"
    nothing_wrong = reason == "nothing_waits"
    return TechnicianTold(
        title=painter.say("technician-page-title"),
        tone="notice" if nothing_wrong else "danger",
        icon="info" if nothing_wrong else "warning",
        headline=painter.say(key),
        body=painter.say(f"{key}-body", formats=FORMATS),
        primary=painter.button("primary", "ok", "btn-ok"),
        **_common(painter),
    )


def _moment(painter: Painter, utc_ms: int) -> str:
    date, time = jalali_local(utc_ms)
    day = painter.writing.full_date(date)
    return painter.say("receipts-moment", date=day, time=painter.writing.hour(time))


def _notice(painter: Painter, key: str, tone: str = "notice", icon: str = "warning") -> Notice:
    return Notice("danger" if tone == "danger" else "notice", icon, painter.say(key))
