"""The last good version: taken back for good whatever becomes of the line; kept on a full disk."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from contract.clock import SystemClock
from contract.reference import Dataset
from edge_agent.device import DeviceDirectory, device_context
from edge_agent.reference import (
    Applied,
    BadReference,
    HubApi,
    HubUnreachable,
    ReferenceRefresh,
    ReferenceStore,
)
from edge_agent.reference.versions import read_versions
from tests.edge_agent.device_port import DevicePort
from tests.edge_agent.reference.test_refresh import CITY_RECORD, OFFICE, bill
from tests.support.ports import free_port
from tests.support.waiting import eventually


@pytest.fixture
def second(
    port: DevicePort, device: DeviceDirectory, refresh: ReferenceRefresh
) -> DeviceDirectory:
    """Holds two versions of the bills; the second is in use."""
    port.publish([bill()], version=1)
    refresh.run()
    port.publish([bill("2", "3")], version=2)
    refresh.run()
    return device


def without_a_line(device: DeviceDirectory) -> ReferenceRefresh:
    url = f"https://localhost:{free_port()}"
    return ReferenceRefresh(device, HubApi(url, device_context(device), SystemClock(), lambda: 0))


def tear(device: DeviceDirectory, version: int) -> None:
    (device.reference_path / f"bills-{version}.sqlite").write_bytes(b"torn" * 1000)


def test_without_a_line_the_last_good_version_takes_its_place_back_and_keeps_it(
    second: DeviceDirectory,
) -> None:
    tear(second, 2)
    heard: list[Applied] = []
    for _ in range(2):
        with pytest.raises(HubUnreachable):
            without_a_line(second).run(heard.append)
    in_use = read_versions(second.reference_path)[Dataset.BILLS]
    assert (in_use.now.version, in_use.before) == (1, None)
    assert [(one.dataset, one.version) for one in heard] == [(Dataset.BILLS, 1)], "once"
    store = ReferenceStore(second.path)
    assert store.bill("1117753200140") == [bill()]
    store.close()


def test_when_the_line_is_back_the_citys_version_comes_again(
    second: DeviceDirectory, refresh: ReferenceRefresh
) -> None:
    tear(second, 2)
    with pytest.raises(HubUnreachable):
        without_a_line(second).run()
    done = refresh.run()
    assert [(one.dataset, one.version) for one in done.applied] == [(Dataset.BILLS, 2)]
    in_use = read_versions(second.reference_path)[Dataset.BILLS]
    assert in_use.before is not None
    assert (in_use.now.version, in_use.before.version) == (2, 1)


def test_with_no_good_version_left_the_whole_is_fetched(
    second: DeviceDirectory, port: DevicePort, refresh: ReferenceRefresh
) -> None:
    tear(second, 1)
    tear(second, 2)
    port.asked.clear()
    refresh.run()
    assert not any("/from/" in path for path in port.asked)
    store = ReferenceStore(second.path)
    assert store.bill("2") == [bill("2", "3")]
    store.close()
    assert read_versions(second.reference_path)[Dataset.BILLS].before is None


def test_a_dataset_that_is_refused_keeps_back_no_other(
    port: DevicePort, device: DeviceDirectory, refresh: ReferenceRefresh
) -> None:
    port.publish([bill()], version=1)
    port.answers["/device/v1/reference/bills/1"] = (200, b"not what was signed")
    port.publish([OFFICE], version=1)
    port.publish([CITY_RECORD], version=1)
    heard: list[Applied] = []
    with pytest.raises(BadReference, match="not the one that was signed"):
        refresh.run(heard.append)
    assert [one.dataset for one in heard] == [Dataset.OFFICES, Dataset.CITY]
    store = ReferenceStore(device.path)
    assert (store.offices(), store.city()) == ([OFFICE], CITY_RECORD)
    store.close()


FULL = """
import sys
from pathlib import Path
from contract.clock import SystemClock
from edge_agent.device import DeviceDirectory, device_context
from edge_agent.reference import HubApi, NotStored, ReferenceRefresh, ReferenceStore

device = DeviceDirectory(Path(sys.argv[1]))
api = HubApi(device.identity().hub_url, device_context(device), SystemClock(), lambda: 0)
filler = device.reference_path / "filler"
refresh = ReferenceRefresh(device, api)
refresh.run()
with filler.open("wb", buffering=0) as file:
    try:
        while True:
            file.write(bytes(4096))
    except OSError as full:
        print("full:", full.strerror)
Path(sys.argv[2]).touch()
sys.stdin.readline()
try:
    refresh.run()
except NotStored as refused:
    print("refused:", refused.what, refused.next_step)
store = ReferenceStore(device.path)
print("in use:", store.age("bills").version, len(store.bill("1117753200140")))
print("left:", [path.name for path in device.reference_path.glob(".*")])
filler.unlink()
refresh.run()
print("then:", store.age("bills").version)
"""
"""On a disk of its own that is truly full: a small tmpfs in a namespace of this process."""


def test_on_a_full_disk_the_version_in_use_stays_and_the_new_one_comes_when_there_is_room(
    port: DevicePort, device: DeviceDirectory, tmp_path: Path
) -> None:
    port.publish([bill()], version=1)
    device.reference_path.mkdir(exist_ok=True)
    spaces = ["--mount"] if os.geteuid() == 0 else ["--user", "--map-root-user", "--mount"]
    script = 'mount -t tmpfs -o size=512k tmpfs "$1" && shift && exec "$@"'
    ready = tmp_path / "ready"
    python = [sys.executable, "-c", FULL, str(device.path), str(ready)]
    command = ["unshare", *spaces, "sh", "-c", script, "sh", str(device.reference_path), *python]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            eventually(lambda: ready.exists() or process.poll() is not None, "the disk is full")
            port.publish([bill(), *(bill(str(n), str(n)) for n in range(500))], version=2)
            said, _ = process.communicate("\n", timeout=60)
        finally:
            process.kill()
    full, refused, in_use, left, then = said.splitlines()
    assert full == "full: No space left on device"
    assert "do not go onto the disk" in refused
    assert str(device.reference_path) in refused
    assert (in_use, left, then) == ("in use: 1 1", "left: []", "then: 2")
