"""Putting the hub's routes together: what the public answers, and what the device port answers.

This module alone knows all slices' routes; each slice knows only its own.
"""

from fastapi import FastAPI, Response
from sqlalchemy import select

from central.city.routes import router as reference
from central.console.installation import install_console
from central.counts import router as counts
from central.database import AWAY, Reading, Turns
from central.enrolment import admin_routes, public_routes
from central.enrolment import device_routes as certificates
from central.hub import CurrentHub, Hub
from central.metrics import CONTENT_TYPE
from central.receipts.routes import device_routes as receipts
from central.receipts.routes import install_receipts
from central.releases import device_routes as releases
from central.settings import SOFTWARE
from central.unavailable import unavailable
from central.uploads import device_routes as uploads

NO_STORE = {"Cache-Control": "no-store"}


def public_application(hub: Hub) -> FastAPI:
    """Console, receipts, enrolment, health and metrics."""
    application = _application(hub, "Pishkhan hub")
    application.add_api_route("/healthz", healthz, methods=["GET"])
    application.add_api_route("/metrics", metrics, methods=["GET"])
    application.include_router(public_routes)
    install_receipts(application, hub)
    install_console(application, hub)
    return application


def device_application(hub: Hub) -> FastAPI:
    """What enrolled devices and the administrator ask, each by certificate."""
    application = _application(hub, "Pishkhan hub, device port")
    application.include_router(certificates)
    application.include_router(counts)
    application.include_router(reference)
    application.include_router(receipts)
    application.include_router(uploads)
    application.include_router(releases)
    application.include_router(admin_routes)
    return application


def _application(hub: Hub, title: str) -> FastAPI:
    application = FastAPI(title=title, version=SOFTWARE, docs_url=None, redoc_url=None)
    application.state.hub = hub
    application.state.sessions = hub.sessions
    application.state.turns = Turns()
    for away in AWAY:
        application.add_exception_handler(away, unavailable)
    return application


def healthz(hub: CurrentHub, session: Reading, response: Response) -> dict[str, object]:
    """200 when the database answers; says whether the broker does. Kiosks lose nothing while
    the broker is away, so that alone doesn't make the hub unhealthy."""
    session.execute(select(1))
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
