"""Putting the hub's routes together: what the public answers, and what the device port answers.

Each slice exports `router` for its own port from its `routes` module; this module alone knows
all of them.
"""

from fastapi import FastAPI, Response

from central.database import Reading
from central.hub import CurrentHub, Hub
from central.ingest.routes import router as counts
from central.metrics import CONTENT_TYPE
from central.settings import SOFTWARE

NO_STORE = {"Cache-Control": "no-store"}


def public_application(hub: Hub) -> FastAPI:
    """Console, enrolment, health and metrics."""
    application = _application(hub, "Pishkhan hub")
    application.add_api_route("/healthz", healthz, methods=["GET"])
    application.add_api_route("/metrics", metrics, methods=["GET"])
    return application


def device_application(hub: Hub) -> FastAPI:
    """What enrolled devices and the administrator ask, each by certificate."""
    application = _application(hub, "Pishkhan hub, device port")
    application.include_router(counts)
    return application


def _application(hub: Hub, title: str) -> FastAPI:
    application = FastAPI(title=title, version=SOFTWARE, docs_url=None, redoc_url=None)
    application.state.hub = hub
    application.state.sessions = hub.sessions
    return application


def healthz(hub: CurrentHub, _session: Reading, response: Response) -> dict[str, object]:
    """200 when the database answers; says whether the broker does. Kiosks lose nothing while
    the broker is away, so that alone doesn't make the hub unhealthy."""
    response.headers.update(NO_STORE)
    return {
        "status": "ok",
        "city": hub.city,
        "software": SOFTWARE,
        "broker": "connected" if hub.metrics.value("broker_connected") else "disconnected",
    }


def metrics(hub: CurrentHub) -> Response:
    """Prometheus' text form."""
    return Response(hub.metrics.text(), media_type=CONTENT_TYPE, headers=NO_STORE)
