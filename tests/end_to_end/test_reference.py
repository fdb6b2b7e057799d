"""Reference data from a real hub to an enrolled kiosk: what changed comes, and little else."""

import shutil
from pathlib import Path

import pytest

from benchmarks.simulate.city import LoadedCity
from benchmarks.simulate.custody import missing_at_hub
from benchmarks.simulate.kiosks import enrol_kiosks, start_agents, write_payments
from contract.clock import SystemClock
from contract.configuration import Configuration
from contract.reference import BillState, Dataset
from edge_agent.device import DeviceDirectory, device_context
from edge_agent.reference import HubApi, ReferenceRefresh, ReferenceStore
from edge_agent.reference.versions import Version, Way, read_versions
from tests.support.ready_interpreter import run_ready
from tests.support.waiting import eventually

pytestmark = pytest.mark.timeout(240)
SAMPLE = Path(__file__).parents[2] / "central" / "city" / "sample"
PAYMENTS = 1_000
BILL = ("1000012726167", "125050196")
OTHER_BILL = ("1000012726167", "119350285")


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
    run_ready("hub", "load-city", files, *places).check_returncode()


def bills_in_use(device: DeviceDirectory) -> Version:
    return read_versions(device.reference_path)[Dataset.BILLS].now


def state(device: DeviceDirectory, bill: tuple[str, str]) -> BillState:
    store = ReferenceStore(device.path)
    known = {record.payment_id: record.state for record in store.bill(bill[0])}
    store.close()
    return known[bill[1]]


def configuration(folder: Path, *arguments: str) -> None:
    places = ("--city-dir", str(folder / "city"), "--data", str(folder / "hub"))
    run_ready("hub", "configuration", *arguments, *places).check_returncode()


def with_bills_paid(files: Path, *paid: tuple[str, str]) -> Path:
    """The sample city, in which these open bills were paid at a bank."""
    shutil.copytree(SAMPLE, files)
    bills = (files / "bills.csv").read_text(encoding="utf-8")
    for bill, payment in paid:
        line = next(row for row in bills.splitlines() if row.startswith(f"{bill},{payment},"))
        assert ",open,," in line
        bills = bills.replace(line, line.replace(",open,,", ",paid,1405/08/01,"))
    (files / "bills.csv").write_text(bills, encoding="utf-8")
    return files


def follows(device: DeviceDirectory) -> Configuration:
    store = ReferenceStore(device.path)
    found = store.configuration()
    store.close()
    return found


def through(city: LoadedCity, journal: str) -> int:
    """Up to where the hub has a journal."""
    known = {one["journal"]: one["through"] for one in city.counts()["journals"]}
    return int(known.get(journal, 0))


def test_one_bill_changed_of_a_district_comes_in_a_few_hundred_bytes(
    folder: Path, device: DeviceDirectory, tmp_path: Path
) -> None:
    whole = bills_in_use(device)
    assert whole.fetched is not None
    assert whole.fetched.way is Way.WHOLE
    assert state(device, BILL) is BillState.OPEN
    load(folder, with_bills_paid(tmp_path / "files", BILL))

    refresh(device).run()
    newest = bills_in_use(device)
    assert newest.version == whole.version + 1
    assert newest.fetched is not None
    assert newest.fetched.way is Way.DELTA
    print(f"one bill changed: {newest.fetched.size} bytes instead of {whole.fetched.size}")
    assert newest.fetched.size * 50 < whole.fetched.size
    assert state(device, BILL) is BillState.PAID

    # A kiosk that takes the whole of the same version has the same records.
    (device.reference_path / "current.json").unlink()
    refresh(device).run()
    assert bills_in_use(device).digest == newest.digest
    assert state(device, BILL) is BillState.PAID


def test_a_push_while_thousands_of_events_wait_loses_none_of_them_and_is_not_lost(
    city: LoadedCity, folder: Path, tmp_path: Path
) -> None:
    files = with_bills_paid(tmp_path / "files", BILL, OTHER_BILL)
    devices = enrol_kiosks(city, folder / "full", 1)
    (device,) = devices
    (written,) = write_payments(devices, PAYMENTS, seed=7)
    assert written.head_seq > 5 * PAYMENTS
    assert city.line is not None
    city.line.cut()  # nothing leaves, and no word of news comes in
    start_agents(city, devices)
    load(folder, files)
    configuration(folder, "set", f"device:{device.identity().device}", "bills_per_payment", "3")
    assert through(city, written.journal) == 0, "the whole queue waits"
    city.line.mend()

    eventually(lambda: follows(device) == Configuration(bills_per_payment=3), "the setting")
    eventually(lambda: state(device, OTHER_BILL) is BillState.PAID, "the city's bills")
    eventually(lambda: through(city, written.journal) == written.head_seq, "the whole queue")
    city.programs.stop(f"agent-{device.path.name}")
    assert missing_at_hub(city, [written]) == []
