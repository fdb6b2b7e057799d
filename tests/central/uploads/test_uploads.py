"""What kiosks send is kept, the newest of each kind, on both databases; and read by those who
may."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from central.__main__ import main
from central.fleet import revoke
from central.hub import Hub
from central.uploads import keep_upload, upload_content, uploads_of
from contract.clock import SystemClock
from contract.upload import KEPT_OF_EACH_KIND, LARGEST_BYTES, UploadKind, upload_path
from edge_agent.reference import HubApi, HubRefused
from provisioning.authority import CityDirectory
from tests.central.console.rig import Fleet, open_test_hub
from tests.central.support.device_port import DevicePorted
from tests.central.support.kiosk import Kiosk
from tests.provisioning.city import client_context, issue_device

LOGS = gzip.compress(b'{"time": "2026"}\n')


@pytest.fixture
def hub(tmp_path: Path, database_url: str) -> Iterator[Hub]:
    hub = open_test_hub(tmp_path, database_url)
    yield hub
    hub.engine.dispose()


def contents(hub: Hub, device: str) -> list[bytes]:
    with hub.sessions.reading() as session:
        found = [
            upload_content(session, device, each.number) for each in uploads_of(session, device)
        ]
    return [each[1] for each in found if each is not None]


def test_the_newest_stay_and_each_kiosk_has_its_own(hub: Hub) -> None:
    for number in range(KEPT_OF_EACH_KIND + 2):
        for device in ("k-one", "k-two"):
            with hub.sessions.writing() as session:
                keep_upload(session, device, UploadKind.LOGS, b"%d" % number, number)
    assert contents(hub, "k-one") == contents(hub, "k-two") == [b"4", b"3", b"2"]
    with hub.sessions.reading() as session:
        newest = uploads_of(session, "k-one")[0]
        assert (newest.kind, newest.received_ms, newest.size) == (UploadKind.LOGS, 4, 1)
        assert upload_content(session, "k-two", newest.number) is None


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DevicePorted]:
    hub = open_test_hub(tmp_path_factory.mktemp("hub"))
    with DevicePorted(hub) as served:
        yield served
    hub.engine.dispose()


@pytest.fixture
def kiosk(served: DevicePorted) -> Kiosk:
    return Fleet(served.hub).kiosk("خیام")


@pytest.fixture
def api(served: DevicePorted, kiosk: Kiosk, tmp_path: Path) -> HubApi:
    city = CityDirectory(served.hub.city_dir)
    files = issue_device(city, kiosk.device, tmp_path)
    tls = client_context(city, files.certificate, files.key)
    return HubApi(served.address, tls, SystemClock(), lambda: 0)


def test_a_kiosk_sends_under_its_own_name(served: DevicePorted, kiosk: Kiosk, api: HubApi) -> None:
    api.upload(upload_path(UploadKind.LOGS), LOGS)
    assert contents(served.hub, kiosk.device) == [LOGS]


def test_what_is_too_large_or_of_no_known_kind_is_refused(
    served: DevicePorted, kiosk: Kiosk, api: HubApi
) -> None:
    too_large = b"x" * (LARGEST_BYTES[UploadKind.LOGS] + 1)
    with pytest.raises(HubRefused, match="413"):
        api.upload(upload_path(UploadKind.LOGS), too_large)
    with pytest.raises(HubRefused, match="422"):
        api.upload("/device/v1/uploads/anything", LOGS)
    assert contents(served.hub, kiosk.device) == []


def test_a_revoked_kiosk_sends_nothing(served: DevicePorted, kiosk: Kiosk, api: HubApi) -> None:
    with served.hub.sessions.writing() as session:
        revoke(session, kiosk.device, "stolen", served.hub.now_ms())
    with pytest.raises(HubRefused, match="403"):
        api.upload(upload_path(UploadKind.LOGS), LOGS)
    assert contents(served.hub, kiosk.device) == []


def test_the_command_line_saves_them_as_files(
    served: DevicePorted,
    kiosk: Kiosk,
    api: HubApi,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    places = ["--city-dir", str(served.hub.city_dir), "--data", str(served.hub.settings.data_dir)]
    assert main(["uploads", kiosk.device, *places]) == 1
    api.upload(upload_path(UploadKind.LOGS), LOGS)
    folder = tmp_path / "saved"
    folder.mkdir()
    capsys.readouterr()
    assert main(["uploads", kiosk.device, "--save", str(folder), "--json", *places]) == 0
    (said,) = json.loads(capsys.readouterr().out)
    assert (said["kind"], said["size"]) == ("logs", len(LOGS))
    assert (folder / said["file"]).read_bytes() == LOGS
