"""Releases: which the city has signed, for whom each is open, and what came of it at kiosks."""

from central.releases.holding import (
    USUAL_PERCENT,
    hold_bad_releases,
    limit_of,
    set_limit,
)
from central.releases.models import DeviceRing, KioskUpdate, OpenedRelease
from central.releases.opening import (
    ReleaseUnknown,
    open_release,
    pause_release,
    resume_release,
    set_ring,
)
from central.releases.projection import ReleasesProjection
from central.releases.repository import Repository, SignedRelease
from central.releases.routes import device_routes
from central.releases.standing import (
    Progress,
    State,
    held_releases,
    latest_update,
    progress,
    ring_of,
    taken_back,
)

__all__ = [
    "DeviceRing",
    "KioskUpdate",
    "OpenedRelease",
    "Progress",
    "ReleaseUnknown",
    "ReleasesProjection",
    "Repository",
    "SignedRelease",
    "State",
    "USUAL_PERCENT",
    "device_routes",
    "held_releases",
    "hold_bad_releases",
    "latest_update",
    "limit_of",
    "open_release",
    "pause_release",
    "progress",
    "resume_release",
    "ring_of",
    "set_limit",
    "set_ring",
    "taken_back",
]
