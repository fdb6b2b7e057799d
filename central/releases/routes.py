"""The repository of releases on the device port, and which release is open for who asks."""

import re
from pathlib import Path
from typing import Literal

import msgspec
from fastapi import APIRouter, HTTPException, Response
from fastapi.responses import FileResponse

from central.database import Reading
from central.hub import CurrentHub
from central.peer import CurrentDevice
from central.releases.opening import open_for
from central.releases.repository import Repository
from contract.release import OpenRelease

NOT_FOUND = 404
NO_STORE = {"Cache-Control": "no-store"}
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")

device_routes = APIRouter(prefix="/device/v1")


@device_routes.get("/release", response_class=Response)
def release(device: CurrentDevice, session: Reading, hub: CurrentHub) -> Response:
    """`{"version": "0.2.0"}`, or null while none is open for this kiosk."""
    version = open_for(session, Repository(hub.city_dir), device)
    answer = OpenRelease(version=None if version is None else str(version))
    return Response(msgspec.json.encode(answer), media_type="application/json", headers=NO_STORE)


@device_routes.get("/releases/{part}/{name}", response_class=Response)
def repository_file(
    part: Literal["metadata", "targets"], name: str, _device: CurrentDevice, hub: CurrentHub
) -> Response:
    """A file of the repository as it lies in the city's folder; 404 for what is not there."""
    path = _file(Repository(hub.city_dir).path / part, name)
    return FileResponse(path, media_type="application/octet-stream", headers=NO_STORE)


def _file(folder: Path, name: str) -> Path:
    path = folder / name
    if NAME.fullmatch(name) is None or not path.is_file():
        raise HTTPException(NOT_FOUND, "The city's releases have no such file.")
    return path
