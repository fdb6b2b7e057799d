"""The public page that a receipt's QR code opens, and the same question on the device port.

Nobody signs in, nothing is set and nothing is written down: the code itself says which receipt.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Query, Request, Response
from sqlalchemy.orm import Session
from starlette.staticfiles import StaticFiles

from central.configuration import city_configuration
from central.database import Reading
from central.hub import Hub
from central.peer import CurrentDevice
from central.receipts.checking import Refused, answer_of, check_receipt
from central.receipts.page import City, receipt_page, rendered, too_many_page
from central.receipts.rate import AddressRate
from central.receipts.texts import Texts, wanted_language
from contract.receipt_check import ReceiptQuestion
from contract.receipt_record import LONGEST_CHARACTERS, PREFIX
from contract.unreadable import UNREADABLE

FOLDER = Path(__file__).parent / "static"
JSON = "application/json"
_STATUS = {"unreadable": 400, "stranger": 404, "forged": 404, "revoked": 200}

device_routes = APIRouter(prefix="/device/v1/receipts")


def install_receipts(application: FastAPI, hub: Hub) -> None:
    """The public page. Before the console, whose files lie under /static too."""
    desk = _Desk(hub, AddressRate())
    application.include_router(desk.routes())
    application.mount("/static/receipts", StaticFiles(directory=FOLDER), name="receipts")


@dataclass(frozen=True)
class _Desk:
    hub: Hub
    rate: AddressRate

    def routes(self) -> APIRouter:
        router = APIRouter(include_in_schema=False)
        for path in ("/r/{code}", "/R/{code}"):
            router.add_api_route(path, self.receipt, methods=["GET"])
        return router

    def receipt(
        self,
        request: Request,
        session: Reading,
        code: str,
        lang: Annotated[str, Query(max_length=20)] = "",
        accept_language: Annotated[str, Header(max_length=400)] = "",
    ) -> Response:
        texts = Texts(wanted_language(lang, accept_language))
        city = _city(self.hub, session)
        address = request.client.host if request.client else ""
        wait_ms = self.rate.wait_ms(address, self.hub.clock.now().monotonic_ms)
        if wait_ms:
            return _too_many(-(-wait_ms // 1000), city, texts)
        checked = check_receipt(session, f"{PREFIX}{code}")
        status = _STATUS[checked.because] if isinstance(checked, Refused) else 200
        return rendered(receipt_page(checked, city, texts), city, texts, status)


def _too_many(wait_s: int, city: City, texts: Texts) -> Response:
    refused = rendered(too_many_page(wait_s, texts), city, texts, 429)
    refused.headers["Retry-After"] = str(wait_s)
    return refused


def _city(hub: Hub, session: Session) -> City:
    return City(hub.identity.name, city_configuration(session).support_phone)


async def _body(request: Request) -> bytes:
    parts = bytearray()
    async for part in request.stream():
        parts += part
        if len(parts) > 2 * LONGEST_CHARACTERS:
            raise HTTPException(413, "That is longer than any receipt's code.")
    return bytes(parts)


@device_routes.post("/check", response_class=Response)
def check(
    body: Annotated[bytes, Depends(_body)], _device: CurrentDevice, session: Reading
) -> Response:
    """For a kiosk that is online: the same three states as JSON."""
    try:
        question = msgspec.json.decode(body, type=ReceiptQuestion)
    except UNREADABLE as wrong:
        raise HTTPException(422, f"Not a question about a receipt: {wrong}.") from wrong
    answer = answer_of(check_receipt(session, question.record))
    return Response(
        msgspec.json.encode(answer), media_type=JSON, headers={"Cache-Control": "no-store"}
    )
