"""Claims and certificates: how a machine becomes one of the city's, as the hub sees it."""

from central.enrolment.models import AllottedPrefix, Claim
from central.enrolment.renewal import device_routes
from central.enrolment.restoring import RestoredEnrolments
from central.enrolment.routes import admin_routes, public_routes

__all__ = [
    "RestoredEnrolments",
    "AllottedPrefix",
    "Claim",
    "admin_routes",
    "device_routes",
    "public_routes",
]
