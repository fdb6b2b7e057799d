"""The page of releases."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from central.console.held_releases import held_rows
from central.console.release_board import freshness, limit_line, release_rows, taken_back_rows
from central.console.rendering import page
from central.hub import CurrentHub
from central.releases import Repository
from central.staff import SeesKiosks

router = APIRouter(include_in_schema=False)


@router.get("/releases")
def releases(request: Request, _visit: SeesKiosks, hub: CurrentHub) -> Response:
    now_ms, repository = hub.now_ms(), Repository(hub.city_dir)
    with hub.sessions.reading() as session:
        rows = release_rows(session, repository)
        back, held, limit = taken_back_rows(session), held_rows(session), limit_line(session)
    fresh = freshness(repository.fresh_until(), now_ms)
    return page(
        request, "releases.html",
        rows=rows, back=back, held=held, limit=limit, freshness=fresh, now_ms=now_ms,
    )  # fmt: skip
