"""The answer when the database is away: come back in a while, and what to look at if it lasts."""

import logging

from fastapi import Request
from fastapi.responses import JSONResponse

from central.database import RETRY_AFTER_S, words_of

log = logging.getLogger("pishkhan.hub")

STATUS = 503
HEADERS = {"Retry-After": str(RETRY_AFTER_S), "Cache-Control": "no-store"}


def unavailable(request: Request, error: Exception) -> JSONResponse:
    """For machines; kiosks ask again by themselves."""
    log.warning("%s not answered: %s", request.url.path, getattr(error, "orig", None) or error)
    return JSONResponse({"detail": " ".join(words_of(error))}, STATUS, HEADERS)
