"""`pishkhan agent update`: a newer release is staged now, from the hub or a stick; and how far the
last update is."""

import datetime as dt
from pathlib import Path

import msgspec

from contract.clock import SystemClock
from contract.errors import DamagedData, PishkhanError
from contract.release import LARGEST_ARCHIVE, OpenRelease, ReleaseVersion
from edge_agent.device import DeviceDirectory, device_context, read_clock_floor
from edge_agent.reference import HubApi
from edge_agent.software import SOFTWARE
from edge_agent.updates import REASONS, Application, DamagedUpdate, Phase, Update
from edge_agent.updates.errors import NoSlots, ReleaseRefused
from edge_agent.updates.fetching import FetchOutcome
from edge_agent.updates.launching import slot_of

OPEN_PATH = "/device/v1/release"
LARGEST_ANSWER = 4096
WORDS = {
    Phase.STAGED: "staged; it is tried when nobody is served",
    Phase.TRYING: "being tried",
    Phase.CONFIRMED: "in use; all was well when it was tried",
    Phase.ROLLED_BACK: "taken back; a newer one is waited for",
}


def update(directory: DeviceDirectory, folder: Path | None, *, as_json: bool) -> int:
    """0 when a release is staged or nothing newer is there. Raises PishkhanError or OSError."""
    try:
        outcome = _staged(directory, folder)
    except (PishkhanError, OSError) as error:
        if not as_json:
            raise
        print(msgspec.json.encode(FetchOutcome(detail=str(error), failed=True)).decode())
        return error.exit_code if isinstance(error, PishkhanError) else 1
    if as_json:
        print(msgspec.json.encode(outcome).decode())
    else:
        print(outcome.detail)
    return 0


def show_update(directory: DeviceDirectory, *, as_json: bool) -> int:
    """0 nothing is wrong, 1 the last release was taken back. Raises NoSlots or DamagedData."""
    application = Application(directory.application_path)
    named = application.named()
    if named is None:
        raise NoSlots(application.path)
    last = _last(application)
    is_slot = named.startswith(slot_of(""))
    runs = named.rpartition("/")[2] if is_slot else f"what was installed in {named}"
    if as_json:
        print(msgspec.json.encode({"runs": runs, "update": last}).decode())
    else:
        print(f"runs   {runs}")
        print(f"last   {'no release yet' if last is None else release_line(last)}")
    return 1 if last is not None and last.phase is Phase.ROLLED_BACK else 0


def _staged(directory: DeviceDirectory, folder: Path | None) -> FetchOutcome:
    # What TUF needs is loaded only where something is staged.
    from edge_agent.updates.repository import ReleaseRepository
    from edge_agent.updates.sources import FolderSource, HubSource, Source
    from edge_agent.updates.staging import Staging

    application = Application(directory.application_path)
    if application.named() is None:
        raise NoSlots(application.path)
    clock = SystemClock(lambda: read_clock_floor(directory.clock_floor_path))
    source: Source
    if folder is not None:
        source, wanted, name = FolderSource(folder), None, "folder"
    else:
        api = _api(directory, clock)
        wanted = _open_for_us(api)
        if wanted is None:
            return FetchOutcome(detail="no release is open for this kiosk")
        source, name = HubSource(api, LARGEST_ARCHIVE), "hub"
    scratch = application.path / "repository"
    scratch.mkdir(exist_ok=True)
    now = dt.datetime.fromtimestamp(clock.now().utc_ms / 1000, dt.UTC)
    repository = ReleaseRepository(scratch, source, directory.root_certificate(), now)
    staged = Staging(application, SOFTWARE).stage(repository, wanted, name)
    if staged.version is None:
        return FetchOutcome(detail=f"{staged.detail}.")
    return FetchOutcome(
        version=str(staged.version), detail=f"{staged.version} is staged: {staged.detail}."
    )


def _api(directory: DeviceDirectory, clock: SystemClock) -> HubApi:
    def floor() -> int:
        return read_clock_floor(directory.clock_floor_path)

    return HubApi(directory.identity().hub_url, device_context(directory), clock, floor)


def _open_for_us(api: HubApi) -> ReleaseVersion | None:
    answer = api.get(OPEN_PATH, LARGEST_ANSWER)
    try:
        said = msgspec.json.decode(answer, type=OpenRelease)
    except msgspec.DecodeError as error:
        raise ReleaseRefused(f"the hub's answer can't be read: {error}") from error
    return None if said.version is None else ReleaseVersion.parse(said.version)


def _last(application: Application) -> Update | None:
    try:
        return application.read()
    except DamagedUpdate as error:
        raise DamagedData(
            f"{application.state} can't be read: {error}.",
            "Remove the file: the version that runs goes on, and the next release is staged anew.",
        ) from error


def release_line(last: Update) -> str:
    """How far it is."""
    reason = f": {REASONS[last.reason]}" if last.reason else ""
    return f"{last.version}, from the {last.source}, {WORDS[last.phase]}{reason}"
