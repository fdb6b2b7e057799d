"""The console's pages and their live streams."""

import datetime
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Depends, Header, HTTPException, Query, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse

from central.configuration import configuration_records
from central.console import kiosk_history, kiosk_page, payment_board, payment_days, payment_page
from central.console.bank_board import UnmatchedRow, unmatched_of
from central.console.command_board import CHOICES, WINDOWS, command_rows
from central.console.configuration_board import setting_views
from central.console.figures import long_date
from central.console.kiosk_board import KioskRow
from central.console.live import Boards
from central.console.live_board import News
from central.console.navigation import first_page
from central.console.payment_board import PaymentRow
from central.console.payment_days import Day, Filter
from central.console.release_board import update_view
from central.console.rendering import fragment, page
from central.console.streaming import follow, stream
from central.console.texts import text
from central.console.uploads import upload_rows
from central.fleet import KioskView, samples_of
from central.fleet import kiosk as find_kiosk
from central.hub import CurrentHub, Hub
from central.payments import money_troubles, payment_branches, payment_events
from central.staff import (
    CurrentVisit,
    OpensPayment,
    Permission,
    SeesKiosks,
    SeesPayments,
    Visit,
    find_visit,
    may,
)
from contract.errors import InvalidValue
from contract.events import RecordViewed
from contract.values import JalaliDate, TransactionId, jalali_local

RECENT_PAYMENTS = 20
SEE_OTHER = 303

router = APIRouter(include_in_schema=False)


def _boards(request: Request, hub: CurrentHub) -> Boards:
    state = request.app.state
    if not isinstance(getattr(state, "boards", None), Boards):
        state.boards = Boards(hub)
    boards = state.boards
    assert isinstance(boards, Boards)
    return boards


CurrentBoards = Annotated[Boards, Depends(_boards)]


def _date(boards: CurrentBoards, day: str = "") -> JalaliDate:
    """The day in the address, today without one."""
    try:
        return JalaliDate.parse(day) if day else boards.today()
    except InvalidValue as wrong:
        raise HTTPException(422, wrong.what) from wrong


AskedDate = Annotated[JalaliDate, Depends(_date)]
AskedFilter = Annotated[Filter, Query(alias="state")]
Since = Annotated[str, Query(max_length=60)]
LastEventId = Annotated[str, Header(alias="Last-Event-ID", max_length=60)]


@router.get("/")
def home(request: Request, visit: CurrentVisit) -> Response:
    """The first page of one's role; who has none yet is told so."""
    first = first_page(visit.staff)
    if first is None:
        return page(request, "error.html", title=text("error-no-page"),
                    body=text("error-no-page-do"), home="")  # fmt: skip
    return RedirectResponse(first, SEE_OTHER)


@router.get("/kiosks")
async def kiosks(request: Request, _visit: SeesKiosks, boards: CurrentBoards) -> Response:
    snapshot = await boards.kiosks.current()
    return await to_thread.run_sync(partial(
        page, request, "kiosks.html", rows=snapshot.rows, parts=snapshot.parts,
        now_ms=snapshot.hub_ms, revision=boards.kiosks.revision,
    ))  # fmt: skip


async def _fleet_revision(boards: CurrentBoards) -> str:
    """From where on a page of one kiosk wants news."""
    await boards.kiosks.current()
    return boards.kiosks.revision


@router.get("/kiosks/{device}")
def kiosk(
    request: Request,
    visit: SeesKiosks,
    hub: CurrentHub,
    boards: CurrentBoards,
    revision: Annotated[str, Depends(_fleet_revision)],
    device: str,
) -> Response:
    now_ms = hub.now_ms()
    with hub.sessions.reading() as session:
        view = find_kiosk(session, device, now_ms, money_troubles(session).get(device))
        if view is None:
            raise HTTPException(404, "no such kiosk")
        detail = kiosk_page.kiosk_detail(view, kiosk_page.journals_of(session, device), now_ms)
        commands = command_rows(session, device, now_ms)
        settings = setting_views(configuration_records(session, device))
        update = update_view(session, device)
        uploads = upload_rows(session, device) if _commands(visit) else ()
        samples = samples_of(session, device, kiosk_history.since_ms(now_ms))
        history = kiosk_history.kiosk_history(samples, now_ms)
        sees_payments = may(visit.staff.role, Permission.SEE_PAYMENTS)
        recent = (
            payment_days.payments_at(session, device, RECENT_PAYMENTS) if sees_payments else []
        )
    today = boards.day(boards.today())
    rows = [payment_board.payment_row(each, {device: detail.title}, today) for each in recent]
    return page(
        request, "kiosk.html", kiosk=detail, history=history, now_ms=now_ms, payments=rows,
        sees_payments=sees_payments, opens=_opens(visit), revision=revision, commands=commands,
        choices=CHOICES if _commands(visit) and _obeys(view) else (), windows=WINDOWS,
        uploads=uploads, settings=settings, update=update,
    )  # fmt: skip


@router.get("/payments")
async def payments(
    request: Request,
    visit: SeesPayments,
    hub: CurrentHub,
    boards: CurrentBoards,
    date: AskedDate,
    wanted: AskedFilter = Filter.ALL,
) -> Response:
    board = boards.payments(date, wanted)
    snapshot = await board.current()
    today = boards.today()
    unmatched = await to_thread.run_sync(partial(_unmatched, hub, boards.day(date)))
    title = text("payments-today") if date == today else text("payments-of", date=long_date(date))
    return await to_thread.run_sync(partial(
        page, request, "payments.html", rows=snapshot.rows, parts=snapshot.parts, title=title,
        revision=board.revision, date=date, day=_in_address(date), wanted=wanted,
        previous=_neighbour(date, -1), following=_neighbour(date, 1) if date < today else "",
        is_today=date == today, opens=_opens(visit), unmatched=unmatched,
    ))  # fmt: skip


@router.get("/payments/{transaction}")
def payment(request: Request, visit: OpensPayment, hub: CurrentHub, transaction: str) -> Response:
    """One citizen's payment. That someone looked is journaled before it is shown."""
    try:
        wanted = TransactionId.parse(transaction)
    except InvalidValue as wrong:
        raise HTTPException(404, wrong.what) from wrong
    with hub.sessions.reading() as session:
        branches = payment_branches(session, wanted.raw)
        if not branches:
            raise HTTPException(404, "no such payment")
        events = payment_events(session, branches)
        titles = payment_board.kiosk_titles(session, {branches[0].device})
    with hub.sessions.writing() as session:
        hub.journal.append(session, RecordViewed(account=visit.staff.account, subject=wanted.hex))
    detail = payment_page.payment_detail(branches, events, titles[branches[0].device])
    date, _ = jalali_local(branches[0].at_ms)
    return page(request, "payment.html", detail=detail, date=date, day=_in_address(date))


@router.get("/live/kiosks")
async def live_kiosks(
    request: Request,
    _visit: SeesKiosks,
    hub: CurrentHub,
    boards: CurrentBoards,
    since: Since = "",
    last_event_id: LastEventId = "",
) -> StreamingResponse:
    def render(news: News[KioskRow]) -> dict[str, object]:
        return _told(news, fragment("kiosk_rows.html", rows=news.rows, now_ms=news.hub_ms))

    async def chunks() -> AsyncIterator[str]:
        with hub.changes.subscribe("fleet", "payments", "journals") as subscription:
            async for chunk in follow(
                boards.kiosks, subscription, last_event_id or since, render, _still(hub, request)
            ):
                yield chunk

    return stream(chunks())


@router.get("/live/payments")
async def live_payments(
    request: Request,
    visit: SeesPayments,
    hub: CurrentHub,
    boards: CurrentBoards,
    date: AskedDate,
    wanted: AskedFilter = Filter.ALL,
    since: Since = "",
    last_event_id: LastEventId = "",
) -> StreamingResponse:
    opens = _opens(visit)

    def render(news: News[PaymentRow]) -> dict[str, object]:
        return _told(news, fragment("payment_rows.html", rows=news.rows, opens=opens))

    async def chunks() -> AsyncIterator[str]:
        board = boards.payments(date, wanted)
        with hub.changes.subscribe("payments", "journals") as subscription:
            async for chunk in follow(
                board, subscription, last_event_id or since, render, _still(hub, request)
            ):
                yield chunk

    return stream(chunks())


def _told(news: News[KioskRow] | News[PaymentRow], rows: str) -> dict[str, object]:
    return {
        "rows": rows,
        "first": news.first,
        "removed": list(news.removed),
        "ages": dict(news.ages),
        "parts": dict(news.parts),
        "hub_ms": news.hub_ms,
        "count": news.count,
    }


def _unmatched(hub: Hub, day: Day) -> list[UnmatchedRow]:
    with hub.sessions.reading() as session:
        return unmatched_of(session, day)


def _opens(visit: Visit) -> bool:
    return may(visit.staff.role, Permission.OPEN_PAYMENT)


def _commands(visit: Visit) -> bool:
    return may(visit.staff.role, Permission.COMMAND_KIOSKS)


def _obeys(kiosk: KioskView) -> bool:
    """A revoked machine takes no commands."""
    return kiosk.device.revoked_ms is None


def _still(hub: Hub, request: Request) -> Callable[[], bool]:
    """Whether the session that opened the stream still stands. Watching keeps it open."""
    return lambda: find_visit(hub, request) is not None


def _neighbour(date: JalaliDate, days: int) -> str:
    moved = date.to_gregorian() + datetime.timedelta(days=days)
    return _in_address(JalaliDate.from_gregorian(moved))


def _in_address(date: JalaliDate) -> str:
    return date.text.replace("/", "-")
