"""Server-sent events: a live board's news to one browser, and a sign of life between them."""

import asyncio
import json
import math
from collections.abc import AsyncIterator, Callable
from typing import Any

from anyio import to_thread
from fastapi.responses import StreamingResponse

from central.console.live_board import LiveBoard, News, RowType
from central.ingest import Subscription

ALIVE_EVERY_S = 10.0
LOOK_AGAIN_S = 2.0
"""Some truths change with time alone: a kiosk is silent without telling us."""
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
RETRY_MS = 2_000


def stream(chunks: AsyncIterator[str]) -> StreamingResponse:
    return StreamingResponse(chunks, media_type="text/event-stream", headers=HEADERS)


async def follow(
    board: LiveBoard[RowType],
    subscription: Subscription,
    since: str,
    render: Callable[[News[RowType]], dict[str, Any]],
    still_signed_in: Callable[[], bool],
) -> AsyncIterator[str]:
    """News until the browser leaves or the session ends. Quiet times carry a sign of life.

    `still_signed_in` is asked in a worker thread with each sign of life.
    """
    now = asyncio.get_running_loop().time
    # The first sign of life comes at once: a page that was cut off is true again.
    known, spoke_at, checked_at = since, -math.inf, now()
    yield f"retry: {RETRY_MS}\n\n"
    await board.current()
    while True:
        if now() - checked_at >= ALIVE_EVERY_S:
            checked_at = now()
            if not await to_thread.run_sync(still_signed_in):
                yield _message("signed-out", {}, known)
                return
        if board.revision != known:
            news = board.news_since(known)
            known, spoke_at = news.revision, now()
            yield _message("news", await to_thread.run_sync(render, news), known)
        elif now() - spoke_at >= ALIVE_EVERY_S:
            spoke_at = now()
            yield _message("alive", {}, known)
        if await subscription.wait(LOOK_AGAIN_S):
            await board.fresh()
        else:
            await board.current()


def _message(event: str, data: dict[str, Any], revision: str) -> str:
    """JSON has no raw line ends, so one data line holds it."""
    return f"event: {event}\nid: {revision}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
