"""Routes that turn a refusal into a `Problem` once the request's transaction was rolled back."""

import logging
from collections.abc import Callable, Coroutine
from typing import Any

import msgspec
from fastapi import Request, Response
from fastapi.routing import APIRoute

from central.database import AWAY
from central.enrolment.errors import EnrolmentRefused, unavailable
from central.unavailable import HEADERS, STATUS

log = logging.getLogger("pishkhan.hub")

MSGPACK = "application/msgpack"
JSON = "application/json"
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class MachineRoute(APIRoute):
    """Tells a machine, in msgpack."""

    def get_route_handler(self) -> Handler:
        return _telling(super().get_route_handler(), msgspec.msgpack.encode, MSGPACK)


class AdministratorRoute(APIRoute):
    """Tells the administrator, in JSON."""

    def get_route_handler(self) -> Handler:
        return _telling(super().get_route_handler(), msgspec.json.encode, JSON)


def _telling(handler: Handler, encode: Callable[[object], bytes], media_type: str) -> Handler:
    async def told(request: Request) -> Response:
        try:
            return await handler(request)
        except EnrolmentRefused as refused:
            body = encode(refused.problem())
            return Response(body, status_code=refused.status, media_type=media_type)
        except AWAY as away:
            log.warning("%s not answered: %s", request.url.path, getattr(away, "orig", away))
            return Response(
                encode(unavailable(away).problem()),
                status_code=STATUS,
                media_type=media_type,
                headers=HEADERS,
            )

    return told
