"""The desk's page and what it asks for: pictures, news, and the visitor's hand."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, FastAPI, Query, Request, Response
from fastapi import Path as PathPart
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, StreamingResponse
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from contract import assets
from contract.errors import PishkhanError
from provisioning.demo.desk.actions import Hand, decode_action
from provisioning.demo.desk.barcode import barcode_svg
from provisioning.demo.desk.guard import Guard
from provisioning.demo.desk.page import PageFacts, desk_page
from provisioning.demo.desk.pictures import Pictures
from provisioning.demo.desk.scene import Scene

STATIC = Path(__file__).parent / "static"
SVG = "image/svg+xml"
LONGEST_ACTION_BYTES = 1000
LOOK_S = 0.1
ALIVE_EVERY_S = 10.0
LOOKS_ALIVE = int(ALIVE_EVERY_S / LOOK_S)


def new_secret() -> str:
    """What the desk's address must hold; 128 bits."""
    return secrets.token_urlsafe(16)


def desk_application(
    secret: str,
    hosts: frozenset[str],
    facts: PageFacts,
    scene: Scene,
    hand: Hand,
    pictures: Pictures,
) -> ASGIApp:
    """`hosts`: what a browser may call this machine, with the port."""
    desk = APIRouter(prefix=f"/{secret}")
    _add_page(desk, facts)
    _add_pictures(desk, pictures)

    @desk.get("/news")
    async def news() -> StreamingResponse:
        return StreamingResponse(_news(scene), media_type="text/event-stream")

    @desk.post("/do")
    async def do(request: Request) -> Response:
        body = b"".join([part async for part in request.stream()])
        try:
            action = decode_action(body[:LONGEST_ACTION_BYTES])
            await to_thread.run_sync(hand.do, action)
        except PishkhanError as error:
            return JSONResponse({"what": error.what, "next_step": error.next_step}, 409)
        except OSError as trouble:  # the kiosk has no power
            return JSONResponse({"what": str(trouble), "next_step": ""}, 409)
        return Response(status_code=204)

    application = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    application.include_router(desk)
    application.mount(f"/{secret}/static", StaticFiles(directory=STATIC))
    return Guard(application, hosts)


def _add_page(desk: APIRouter, facts: PageFacts) -> None:
    @desk.get("/")
    def page() -> HTMLResponse:
        return HTMLResponse(desk_page(facts))

    @desk.get("/fonts/{weight}.woff2")
    def font(weight: int) -> Response:
        if weight not in assets.FONT_FILES:
            return Response(status_code=404)
        return FileResponse(assets.web_font(weight), media_type="font/woff2")

    @desk.get("/barcodes/{digits}.svg")
    def barcode(digits: Annotated[str, PathPart(pattern=r"^(\d\d){1,20}$")]) -> Response:
        return Response(barcode_svg(digits), media_type=SVG)


def _add_pictures(desk: APIRouter, pictures: Pictures) -> None:
    @desk.get("/screen")
    async def screen(
        after: int = 0, width: Annotated[int, Query(ge=160, le=1080)] = 540
    ) -> Response:
        """The next picture of the glass that differs; 204 when there is none for a while."""
        frame = await pictures.screen(after, width)
        if frame is None:
            return Response(status_code=204)
        return Response(frame.png, media_type="image/png", headers={"X-Frame": str(frame.number)})

    @desk.get("/paper/hanging.png")
    def hanging() -> Response:
        png = pictures.hanging_paper()
        # It may have been cut off since the page heard of it: nothing is wrong then.
        return Response(png, media_type="image/png") if png else Response(status_code=204)

    @desk.get("/paper/{piece}.png")
    def paper(piece: Annotated[str, PathPart(pattern=r"^receipt-\d+$")]) -> Response:
        path = pictures.paper(piece)
        return FileResponse(path) if path is not None else Response(status_code=404)


async def _news(scene: Scene) -> AsyncIterator[str]:
    """Each part as it changes; a sign of life in quiet times."""
    revision, quiet = 0, 0
    yield "retry: 1000\n\n"
    while True:
        revision, parts = scene.since(revision)
        for part, content in parts:
            yield f"event: {part.value}\ndata: {content}\n\n"
        quiet = 0 if parts else quiet + 1
        if quiet >= LOOKS_ALIVE:
            quiet = 0
            yield ": alive\n\n"
        await asyncio.sleep(LOOK_S)
