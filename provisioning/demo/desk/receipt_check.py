"""A page for the visitor's own phone: is this receipt's code signed by the demo's kiosk?

It is the only thing that is ever shown to the local network, and it holds nothing of the demo:
the phone's own scanner reads the QR code, its text is pasted here, and the answer is what the
signature proves. It says nothing of whether the bank has settled.
"""

import socket
from typing import Annotated

from fastapi import FastAPI, Form
from fastapi.responses import FileResponse, HTMLResponse, Response
from nacl.signing import VerifyKey
from starlette.datastructures import MutableHeaders
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from contract import assets
from contract.errors import MissingPart
from contract.hello import BadMessage
from contract.receipt_record import LONGEST_CHARACTERS, ReceiptRecord, decode_receipt_record
from contract.signature import BadSignature, key_id
from contract.values import Rial, TrackingCode, isolate_ltr, jalali_local, persian_digits
from edge_agent.device import DeviceDirectory
from provisioning.demo.desk.guard import HEADERS
from provisioning.demo.desk.page import page_of
from provisioning.demo.desk.texts import text

STATIC = "static"
_SOMEWHERE = ("192.0.2.1", 9)  # nothing is sent: only the way there is looked up


def lan_address() -> str:
    """The address by which the local network knows this machine. Raises MissingPart."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect(_SOMEWHERE)
        except OSError as trouble:
            raise MissingPart(
                f"This machine is in no network: {trouble}.",
                "Join the network that the phone is in, or leave out --lan.",
            ) from trouble
        return str(way.getsockname()[0])


def check_application(directory: DeviceDirectory, static: str) -> ASGIApp:
    """`static`: the folder of style sheets. Raises what reading the device's key raises."""
    public = directory.signing_key().verify_key
    application = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @application.get("/")
    def empty() -> HTMLResponse:
        return HTMLResponse(page_of("check.html", told=None, facts=(), genuine=False, code=""))

    @application.post("/")
    def checked(
        code: Annotated[str, Form(max_length=LONGEST_CHARACTERS + 100)] = "",
    ) -> HTMLResponse:
        return HTMLResponse(_answer(code, public))

    @application.get("/fonts/{weight}.woff2")
    def font(weight: int) -> Response:
        if weight not in assets.FONT_FILES:
            return Response(status_code=404)
        return FileResponse(assets.web_font(weight), media_type="font/woff2")

    application.mount("/static", StaticFiles(directory=static))
    return _WithHeaders(application)


def _answer(code: str, public: VerifyKey) -> str:
    own = key_id(bytes(public))
    scanned = "".join(code.split())  # phones break long lines
    try:
        record = decode_receipt_record(scanned, lambda key: public if key == own else None)
    except BadSignature:
        return page_of(
            "check.html", told=text("check-forged"), facts=(), genuine=False, code=scanned
        )
    except BadMessage:
        return page_of(
            "check.html", told=text("check-unreadable"), facts=(), genuine=False, code=scanned
        )
    return page_of(
        "check.html",
        told=text(f"check-{record.outcome}"),
        facts=_facts(record),
        genuine=True,
        code=scanned,
    )


def _facts(record: ReceiptRecord) -> list[tuple[str, str]]:
    date, minute = jalali_local(record.utc_ms)
    facts = [
        ("check-amount", text("rial", amount=isolate_ltr(Rial(record.amount).grouped()))),
        ("check-tracking", _code(TrackingCode.parse(record.tracking).grouped())),
        *(("check-bill", _code(bill.bill_id)) for bill in record.bills),
        ("check-time", f"{date.long()}، {isolate_ltr(persian_digits(minute))}"),
    ]
    if record.rrn:
        facts.append(("check-rrn", _code(record.rrn)))
    return [(text(key), value) for key, value in facts]


def _code(value: str) -> str:
    return isolate_ltr(persian_digits(value))


class _WithHeaders:
    """What every answer tells the phone's browser not to do."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers)
