"""The first reference data of a new kiosk, so that it works from its first minute, line or not."""

from contract.clock import SystemClock
from edge_agent.device import DeviceDirectory, device_context, read_clock_floor
from edge_agent.reference import HubApi, ReferenceRefresh


def fetch_first_data(folder: DeviceDirectory) -> list[str]:
    """Bring the city's data into the folder; a line for each dataset, also for one that the city
    does not have yet: the agent asks again later.

    Raises HubUnreachable, HubRefused, BadReference, BadSignature of `edge_agent.reference`.
    """
    floor_ms = read_clock_floor(folder.clock_floor_path)
    api = HubApi(
        url=folder.identity().hub_url,
        tls=device_context(folder),
        clock=SystemClock(lambda: floor_ms),
        floor_ms=lambda: floor_ms,
    )
    refreshed = ReferenceRefresh(folder, api).run()
    return [
        *(f"data here: {done.dataset}, version {done.version}" for done in refreshed.applied),
        *(f"data missing at the hub so far: {dataset}" for dataset in refreshed.missing),
    ]
