"""Routes that turn a refusal into a `Problem` once the request's transaction was rolled back."""

from collections.abc import Callable, Coroutine
from typing import Any

import msgspec
from fastapi import Request, Response
from fastapi.routing import APIRoute

from central.enrolment.errors import EnrolmentRefused

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

    return told
