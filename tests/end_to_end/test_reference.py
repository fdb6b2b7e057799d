"""Reference data from a real hub to an enrolled kiosk: what changed comes, and little else."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.simulate.city import LoadedCity
from contract.clock import SystemClock
from contract.reference import BillState, Dataset
from edge_agent.device import DeviceDirectory, device_context
from edge_agent.reference import HubApi, ReferenceRefresh, ReferenceStore
from edge_agent.reference.versions import Version, Way, read_versions

pytestmark = pytest.mark.timeout(240)
SAMPLE = Path(__file__).parents[2] / "central" / "city" / "sample"
BILL, PAYMENT_ID = "1000012726167", "125050196"


@pytest.fixture
def device(city: LoadedCity, tmp_path: Path) -> DeviceDirectory:
    """Enrolled, and with the city's data as they were then."""
    return city.enrol(tmp_path / "device")


def refresh(device: DeviceDirectory) -> ReferenceRefresh:
    url = device.identity().hub_url
    return ReferenceRefresh(device, HubApi(url, device_context(device), SystemClock(), lambda: 0))


def load(folder: Path, files: Path) -> None:
    """As the city's people do, into the running hub."""
    places = ("--city-dir", str(folder / "city"), "--data", str(folder / "hub"))
    command = (sys.executable, "-m", "pishkhan", "hub", "load-city", str(files), *places)
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def bills_in_use(device: DeviceDirectory) -> Version:
    return read_versions(device.reference_path)[Dataset.BILLS].now


def state(device: DeviceDirectory) -> BillState:
    store = ReferenceStore(device.path)
    known = {record.payment_id: record.state for record in store.bill(BILL)}
    store.close()
    return known[PAYMENT_ID]


def test_one_bill_changed_of_a_district_comes_in_a_few_hundred_bytes(
    folder: Path, device: DeviceDirectory, tmp_path: Path
) -> None:
    whole = bills_in_use(device)
    assert whole.fetched is not None
    assert whole.fetched.way is Way.WHOLE
    assert state(device) is BillState.OPEN
    files = tmp_path / "files"
    shutil.copytree(SAMPLE, files)
    bills = (files / "bills.csv").read_text(encoding="utf-8")
    line = next(row for row in bills.splitlines() if row.startswith(f"{BILL},{PAYMENT_ID},"))
    assert ",open,," in line
    changed = bills.replace(line, line.replace(",open,,", ",paid,1405/08/01,"))
    (files / "bills.csv").write_text(changed, encoding="utf-8")
    load(folder, files)

    refresh(device).run()
    newest = bills_in_use(device)
    assert newest.version == whole.version + 1
    assert newest.fetched is not None
    assert newest.fetched.way is Way.DELTA
    print(f"one bill changed: {newest.fetched.size} bytes instead of {whole.fetched.size}")
    assert newest.fetched.size * 50 < whole.fetched.size
    assert state(device) is BillState.PAID

    # A kiosk that takes the whole of the same version has the same records.
    (device.reference_path / "current.json").unlink()
    refresh(device).run()
    assert bills_in_use(device).digest == newest.digest
    assert state(device) is BillState.PAID
