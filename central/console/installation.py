"""Putting the console on the public port."""

from fastapi import FastAPI

from central.console.commanding import router as commanding
from central.console.courier import router as courier
from central.console.errors import install_error_pages
from central.console.releases import router as releases
from central.console.routes import router as pages
from central.console.security import SecurityHeaders
from central.console.static_files import FOLDER, RevalidatedFiles
from central.console.static_files import router as drawn
from central.console.uploads import router as uploads
from central.hub import Hub
from central.staff.routes import router as doors


def install_console(application: FastAPI, hub: Hub) -> None:
    """Pages, sign-in, static files, error pages and security headers."""
    application.include_router(doors)
    application.include_router(pages)
    application.include_router(commanding)
    application.include_router(uploads)
    application.include_router(courier)
    application.include_router(releases)
    application.include_router(drawn)
    application.mount("/static", RevalidatedFiles(directory=FOLDER), name="static")
    application.add_middleware(SecurityHeaders)
    install_error_pages(application, hub)
