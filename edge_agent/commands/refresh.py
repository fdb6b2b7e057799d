"""`pishkhan agent refresh`: trust list and reference data brought up to date now."""

import json

from contract.clock import SystemClock
from edge_agent.device import DeviceDirectory, device_context, read_clock_floor
from edge_agent.reference import HubApi, ReferenceRefresh


def refresh(directory: DeviceDirectory, *, as_json: bool) -> int:
    """Works beside a running agent: both swap whole files. Raises PishkhanError or OSError."""

    def floor() -> int:
        return read_clock_floor(directory.clock_floor_path)

    identity = directory.identity()
    api = HubApi(identity.hub_url, device_context(directory), SystemClock(floor), floor)
    done = ReferenceRefresh(directory, api).run()
    if as_json:
        applied = {a.dataset.value: a.version for a in done.applied}
        missing = [dataset.value for dataset in done.missing]
        print(json.dumps({"applied": applied, "missing": missing, "trust": done.trust_version}))
        return 0
    for item in done.applied:
        print(f"{item.dataset}: version {item.version} is now in use")
    for dataset in done.missing:
        print(f"{dataset}: the hub has none yet")
    if not done.applied and not done.missing:
        print("everything was up to date")
    return 0
