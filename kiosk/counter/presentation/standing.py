"""Screens that nobody asked for: before a visit, after a restart, when no service is possible."""

from typing import assert_never

from contract.values import jalali_local
from kiosk.boundary.parts import Button, Notice
from kiosk.boundary.screens import Attract, NearestKiosk, OutOfService, Recovery
from kiosk.counter.presentation.city_map import distance_text
from kiosk.counter.presentation.frame import Painter
from kiosk.journeys import states
from kiosk.journeys.money import NotTaken, Paid, Slip, Unsettled
from kiosk.journeys.payment import Finished


def attract(painter: Painter) -> Attract:
    return Attract(
        title=painter.say("attract-title", name=painter.city_name()),
        subtitle=painter.say("attract-subtitle"),
        start=painter.button("start", "start", "attract-start", "hand-tap"),
        languages=painter.around.languages,
        warning=Notice("notice", "qr-code", painter.say("home-sticker")),
        **painter.common(),
    )


def recovering(painter: Painter) -> Recovery:
    return Recovery(
        title=painter.say("recovering-title"),
        tone="notice",
        headline=painter.say("recovering"),
        body=painter.say("recovering-body"),
        lines=(),
        primary=Button(name="ok", intent="ok", label=painter.say("btn-ok"), enabled=False),
        **painter.common(),
    )


def recovered(painter: Painter, ended: tuple[Finished, ...]) -> Recovery:
    """No name, no amount, no code: the one who reads may be someone else."""
    unsure = any(isinstance(payment.result, Unsettled) for payment in ended)
    return Recovery(
        title=painter.say("recovering-title"),
        tone="danger" if unsure else "notice",
        headline=painter.say("recovered"),
        body=painter.say("recovered-body"),
        lines=tuple(_line(painter, payment) for payment in ended),
        primary=painter.button("ok", "ok", "btn-ok"),
        **painter.common(),
    )


def _line(painter: Painter, ended: Finished) -> str:
    _, time = jalali_local(ended.payment.begun_ms)
    hour = painter.writing.hour(time)
    match ended.result:
        case Paid():
            key = _PAID_LINES.get(ended.slip, "recovered-paid")
        case Unsettled():
            key = "recovered-unknown"
        case NotTaken():
            key = "recovered-declined"
        case _:
            assert_never(ended.result)
    return painter.say(key, time=hour)


_PAID_LINES = {
    Slip.PRINTED: "recovered-paid-printed",
    Slip.UNCERTAIN: "recovered-paid-uncertain",
}


def out_of_service(painter: Painter, state: states.OutOfService) -> OutOfService:
    if state.interrupted is None:
        body = painter.say("out-body")
    else:
        code = painter.writing.code(state.interrupted.ticket.tracking.grouped())
        body = painter.say("out-body-interrupted", code=code)
    return OutOfService(
        title=painter.say("out-title"),
        headline=painter.say("out-title"),
        body=body,
        reason=painter.say(f"out-{state.reason.value}"),
        back="" if state.until_ms is None else _back(painter, state.until_ms),
        phone=painter.say("out-phone", phone=painter.support_phone()),
        nearest=_nearest(painter),
        nearest_label=painter.say("out-nearest"),
        **painter.common(),
    )


def _back(painter: Painter, until_ms: int) -> str:
    date, time = jalali_local(until_ms)
    hour = painter.writing.hour(time)
    if date == jalali_local(painter.around.now_ms)[0]:
        return painter.say("out-back-today", time=hour)
    day = painter.writing.both_days(date, painter.writing.long_date(date))
    return painter.say("out-back", day=day, time=hour)


def _nearest(painter: Painter) -> NearestKiosk | None:
    neighbour = painter.around.nearest
    if neighbour is None:
        return None
    office = painter.own(neighbour.office, neighbour.office_en)
    address = painter.own(neighbour.address, neighbour.address_en)
    metres = neighbour.metres
    return NearestKiosk(
        name=painter.writing.digits(f"{office} {neighbour.number}"),
        address=painter.writing.digits(address),
        distance=None if metres is None else distance_text(painter, metres),
    )
