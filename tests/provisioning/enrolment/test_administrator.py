"""The administrator's commands against a real hub: claims on paper, revocation everywhere."""

import json
import sys
from pathlib import Path

import pytest

from contract.enrolment import ClaimCode
from contract.errors import PishkhanError
from edge_agent.device import DeviceDirectory, device_context
from provisioning.__main__ import main
from provisioning.enrolment.administrator import HubRefused
from provisioning.enrolment.https import HubAddress, request
from tests.provisioning.city import make_city
from tests.provisioning.enrolment.conftest import EnrolmentTown, Technician
from tests.support.processes import ChildProcess
from tests.support.waiting import eventually


def claim_arguments(town: EnrolmentTown, *more: str) -> list[str]:
    where = ["--city-dir", str(town.city.path), "--hub", f"https://127.0.0.1:{town.device_port}"]
    return ["claim", "--district", "2", "--office", "khayyam", *where, *more]


def test_a_claim_is_printed_as_text_and_as_a_qr_code(
    town: EnrolmentTown, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(claim_arguments(town)) == 0
    paper = capsys.readouterr().out
    code = next(line.strip() for line in paper.splitlines() if line.startswith("  PKH-"))
    assert ClaimCode.parse(code).text == code
    assert "پیشخوان خیام" in paper
    assert "█" in paper
    assert f"pishkhan provision enrol {code} --hub https://127.0.0.1:{town.port}" in paper


def test_the_short_command_finds_city_and_hub_from_where_the_citys_folder_is(
    town: EnrolmentTown, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(town.city.path.parent)
    assert main(["claim", "--district", "2", "--office", "khayyam"]) == 0
    assert "  PKH-" in capsys.readouterr().out


def test_the_short_command_finds_city_and_hub_from_the_environment(
    town: EnrolmentTown, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "pishkhan", "provision", "claim", "--json"]
    command += ["--district", "2", "--office", "khayyam"]
    environment = {"PISHKHAN_CITY_DIR": str(town.city.path)}
    claim = ChildProcess(command, tmp_path / "claim.log", environment=environment)
    assert claim.wait(60) == 0
    assert json.loads(claim.output())["enrol_url"] == f"https://127.0.0.1:{town.port}"


def test_a_claim_for_a_program_holds_the_qr_text(
    town: EnrolmentTown, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(claim_arguments(town, "--json", "--hours", "2")) == 0
    made = json.loads(capsys.readouterr().out)
    assert ClaimCode.parse(made["qr"]).text == made["code"]


def test_an_office_that_the_city_lacks_is_told(town: EnrolmentTown) -> None:
    with pytest.raises(HubRefused) as refused:
        main([*claim_arguments(town), "--office", "nowhere"])
    assert "no office «nowhere» in district 2" in refused.value.what


def test_another_citys_administrator_is_refused(town: EnrolmentTown, tmp_path: Path) -> None:
    other = make_city(tmp_path)
    with pytest.raises(PishkhanError) as refused:
        main([*claim_arguments(town), "--city-dir", str(other.path)])
    assert "foreign" in refused.value.what


def test_a_kiosk_cannot_make_claims(town: EnrolmentTown, technician: Technician) -> None:
    assert technician.enrols(town.claim().code)[0] == 0
    device = DeviceDirectory(technician.folder / "kiosk")
    hub = HubAddress("127.0.0.1", town.device_port)
    body = b'{"district": 2, "office": "khayyam"}'
    answer = request(hub, "POST", "/admin/v1/claims", body, device_context(device))
    assert answer.status == 403


def test_a_revoked_kiosk_gets_nothing_from_hub_and_broker(
    town: EnrolmentTown, technician: Technician, capsys: pytest.CaptureFixture[str]
) -> None:
    assert technician.enrols(town.claim().code)[0] == 0
    device = DeviceDirectory(technician.folder / "kiosk")
    hub = HubAddress("127.0.0.1", town.device_port)

    def asks() -> int:
        return request(hub, "GET", "/device/v1/trust", None, device_context(device)).status

    assert asks() == 200
    name = device.identity().device
    where = ["--city-dir", str(town.city.path), "--hub", hub.url]
    assert main(["revoke", name, "--reason", "stolen", *where, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["broker_told"] is True
    assert asks() == 403

    def broker_refuses() -> bool:
        identity = device.identity()
        broker = HubAddress(identity.broker_host, identity.broker_port)
        with pytest.raises(PishkhanError) as refused:  # it speaks MQTT: no answer to HTTP
            request(broker, "GET", "/", None, device_context(device))
        return "our certificate is revoked" in refused.value.what

    eventually(broker_refuses, "the broker to refuse the revoked certificate")
    assert main(["revoke", name, "--reason", "stolen", *where]) == 0
