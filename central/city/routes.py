"""Reference data for kiosks, on the device port."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Path, Request, Response

from central.city.publication import (
    NoCityData,
    ReferencePublisher,
    VersionGone,
    load_reference_key,
)
from central.database import Reading
from central.fleet import find_device
from central.hub import CurrentHub
from central.peer import CurrentDevice
from contract.reference import Dataset

MESSAGEPACK = "application/msgpack"
BYTES = "application/octet-stream"
NO_STORE = {"Cache-Control": "no-store"}
IMMUTABLE = {"Cache-Control": "private, max-age=86400, immutable"}

router = APIRouter(prefix="/device/v1")


def _publisher(request: Request, hub: CurrentHub) -> ReferencePublisher:
    """Made with the first question: a hub without a reference key still takes custody."""
    state = request.app.state
    if not isinstance(getattr(state, "reference", None), ReferencePublisher):
        key = load_reference_key(hub.city_dir)
        state.reference = ReferencePublisher(hub.sessions, hub.journal, key)
    publisher = state.reference
    assert isinstance(publisher, ReferencePublisher)
    return publisher


def _scope(dataset: Dataset, device: CurrentDevice, session: Reading) -> str:
    """A kiosk gets the bills of the district it stands in and what is set for itself, whatever
    it asks for."""
    match dataset:
        case Dataset.BILLS:
            return str(find_device(session, device).district)
        case Dataset.CONFIGURATION:
            return device
        case _:
            return ""


CurrentPublisher = Annotated[ReferencePublisher, Depends(_publisher)]
Scope = Annotated[str, Depends(_scope, scope="function")]


@router.get("/reference/{dataset}", response_class=Response)
def manifest(dataset: Dataset, scope: Scope, publisher: CurrentPublisher) -> Response:
    """The signed manifest of the newest version; 404 until the city's data has been loaded."""
    try:
        return Response(
            publisher.manifest(dataset, scope), media_type=MESSAGEPACK, headers=NO_STORE
        )
    except NoCityData as nothing:
        raise HTTPException(404, f"{nothing.what} {nothing.next_step}") from nothing


@router.get("/reference/{dataset}/{version}", response_class=Response)
def payload(
    dataset: Dataset,
    version: Annotated[int, Path(ge=1)],
    scope: Scope,
    publisher: CurrentPublisher,
) -> Response:
    """The bytes that a manifest names by digest; 410 when newer versions have replaced them."""
    try:
        data = publisher.payload(dataset, scope, version)
    except VersionGone as gone:
        raise HTTPException(410, f"{gone.what} {gone.next_step}") from gone
    return Response(data, media_type=BYTES, headers=IMMUTABLE)


@router.get("/reference/{dataset}/{version}/from/{base}", response_class=Response)
def delta(
    dataset: Dataset,
    version: Annotated[int, Path(ge=1)],
    base: Annotated[str, Path(pattern="^[0-9a-f]{64}$")],
    scope: Scope,
    publisher: CurrentPublisher,
) -> Response:
    """What makes that version out of the one of the digest `base`; 404 when there is none."""
    try:
        data = publisher.delta(dataset, scope, version, bytes.fromhex(base))
    except VersionGone as gone:
        raise HTTPException(410, f"{gone.what} {gone.next_step}") from gone
    if data is None:
        raise HTTPException(404, "No delta from that version. Fetch the whole dataset.")
    return Response(data, media_type=BYTES, headers=IMMUTABLE)


@router.get("/trust", response_class=Response)
def trust(_device: CurrentDevice, hub: CurrentHub) -> Response:
    """The root-signed trust list as it lies in the city's folder."""
    path = hub.city_dir / "trust.bin"
    if not path.is_file():
        raise HTTPException(404, "The city has no trust list. Restore trust.bin from its copy.")
    return Response(path.read_bytes(), media_type=MESSAGEPACK, headers=NO_STORE)
