"""Style sheets, modules, fonts and the drawn ornament, all from this origin."""

import os
from pathlib import Path

from fastapi import APIRouter, Response
from fastapi.responses import FileResponse
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from central.console.khatam import favicon_svg, mark_svg, pattern_svg
from contract import assets

FOLDER = Path(__file__).parent / "static"
# Asked about each time and answered from the ETag: an upgraded hub never runs with old modules.
REVALIDATE = {"Cache-Control": "no-cache"}
FONT_CACHE = {"Cache-Control": "public, max-age=31536000, immutable"}
DRAWN_CACHE = {"Cache-Control": "public, max-age=86400"}
SVG = "image/svg+xml"

router = APIRouter()


class RevalidatedFiles(StaticFiles):
    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers.update(REVALIDATE)
        return response


@router.get("/static/fonts/vazirmatn-{weight}.woff2", include_in_schema=False)
def web_font(weight: int) -> Response:
    if weight not in assets.FONT_FILES:
        return Response(status_code=404)
    return FileResponse(assets.web_font(weight), media_type="font/woff2", headers=FONT_CACHE)


@router.get("/static/khatam.svg", include_in_schema=False)
def khatam() -> Response:
    return Response(pattern_svg(), media_type=SVG, headers=DRAWN_CACHE)


@router.get("/static/mark.svg", include_in_schema=False)
def mark() -> Response:
    return Response(mark_svg(), media_type=SVG, headers=DRAWN_CACHE)


@router.get("/static/favicon.svg", include_in_schema=False)
def favicon() -> Response:
    return Response(favicon_svg(), media_type=SVG, headers=DRAWN_CACHE)
