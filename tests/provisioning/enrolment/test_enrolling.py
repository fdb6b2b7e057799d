"""A technician enrols a kiosk: what is there afterwards, and what is said when it can't be."""

from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID
from PIL import Image

from contract.enrolment import ClaimCode
from contract.envelope import decode_envelope
from contract.events import EnrolmentFinished, SelfTest, decode_body
from edge_agent.device import DeviceDirectory, read_clock_floor
from edge_agent.journal import JournalReader, active_journal
from edge_agent.reference import ReferenceStore
from provisioning.enrolment.administrator import Administrator, HubRefused
from tests.provisioning.enrolment.conftest import Bench, EnrolmentTown, Technician


def enrolled(technician: Technician) -> DeviceDirectory:
    return DeviceDirectory(technician.folder / "kiosk")


def test_a_kiosk_has_all_it_needs_after_one_command(
    technician: Technician, bench: Bench, town: EnrolmentTown
) -> None:
    made = town.claim()
    code, said, told = technician.enrols(made.code, profile=bench.profile)
    assert code == 0, told
    device = enrolled(technician)
    identity = device.identity()
    assert said["device"] == identity.device
    assert identity.place == made.place
    assert identity.tracking_prefixes
    assert device.trust().city == "qazvin"
    certificate = x509.load_pem_x509_certificates(device.tls_certificate_path.read_bytes())[0]
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    assert names[0].value == identity.device
    store = ReferenceStore(device.path)
    assert store.bill("1000012726167")
    assert store.city() is not None
    store.close()
    assert read_clock_floor(device.clock_floor_path) > 0
    assert device.profile_path.read_bytes() == bench.profile.read_bytes()


def test_each_device_was_tried_and_the_journal_says_so(
    technician: Technician, bench: Bench, town: EnrolmentTown
) -> None:
    _, said, told = technician.enrols(town.claim().code, profile=bench.profile)
    outcomes = {name: result["outcome"] for name, result in said["self_test"].items()}
    assert outcomes == {
        "printer": "passed",
        "paper": "passed",
        "terminal": "passed",
        "scanner": "absent",
        "reader": "absent",
    }, told
    file = active_journal(enrolled(technician).journals_path, "technician")
    with JournalReader(file.path) as reader:
        stored = reader.entries()
    events = [
        decode_body(s.kind, s.version, bytes(decode_envelope(s.envelope).body)) for s in stored
    ]
    assert sum(isinstance(event, SelfTest) for event in events) == 5
    assert isinstance(events[-1], EnrolmentFinished)


def test_a_status_slip_comes_out_of_the_printer(
    technician: Technician, bench: Bench, town: EnrolmentTown
) -> None:
    _, said, told = technician.enrols(town.claim().code, profile=bench.profile)
    assert said["slip"] == "printed", told
    slips = list(bench.paper.glob("*.png"))
    assert len(slips) == 1
    with Image.open(slips[0]) as paper:
        assert paper.width == 576
        assert paper.height > 600


def test_a_dead_device_is_told_and_the_kiosk_is_enrolled_all_the_same(
    technician: Technician, bench: Bench, town: EnrolmentTown, tmp_path: Path
) -> None:
    profile = tmp_path / "with-scanner.toml"
    profile.write_text(bench.profile.read_text() + '[scanner]\naddress = "serial:/dev/nothing"\n')
    code, said, told = technician.enrols(town.claim().code, profile=profile)
    assert code == 1
    assert "Look after: scanner" in told
    assert said["self_test"]["scanner"]["outcome"] == "failed"
    assert enrolled(technician).enrolled


def test_keys_are_readable_by_their_owner_alone(
    technician: Technician, town: EnrolmentTown
) -> None:
    assert technician.enrols(town.claim().code)[0] == 0
    device = enrolled(technician)
    for key in (device.tls_key_path, device.journal_key_path):
        assert key.stat().st_mode & 0o077 == 0


def test_the_text_of_the_qr_code_is_enough(technician: Technician, town: EnrolmentTown) -> None:
    made = town.claim()
    code, _, told = technician.enrols(ClaimCode.parse(made.code).qr_text(made.enrol_url))
    assert code == 0, told


def test_the_same_code_again_on_the_same_machine_changes_nothing(
    technician: Technician, town: EnrolmentTown
) -> None:
    made = town.claim()
    _, first, _ = technician.enrols(made.code)
    code, again, told = technician.enrols(made.code)
    assert (code, again) == (0, first), told


def test_a_used_code_on_another_machine_says_what_to_do(
    technician: Technician, town: EnrolmentTown
) -> None:
    made = town.claim()
    technician.enrols(made.code)
    code, _, told = technician.enrols(made.code, device="other")
    assert code == 1
    assert "already used" in told
    assert "new code" in told
    assert not (technician.folder / "other" / "identity.json").exists()


def test_a_code_that_the_hub_never_made_is_refused(technician: Technician) -> None:
    code, _, told = technician.enrols(ClaimCode.new().text)
    assert code == 1
    assert "made no such enrolment code" in told


def test_a_mistyped_code_is_caught_before_anything_is_sent(technician: Technician) -> None:
    wrong = ClaimCode.new().text
    wrong = wrong[:-1] + ("0" if wrong[-1] != "0" else "1")
    code, _, told = technician.enrols(wrong, hub="https://127.0.0.1:1")
    assert code == 2
    assert "mistyped" in told


def test_an_enrolled_machine_refuses_another_code(
    technician: Technician, town: EnrolmentTown
) -> None:
    technician.enrols(town.claim().code)
    before = enrolled(technician).identity()
    code, _, told = technician.enrols(town.claim().code)
    assert code == 1
    assert before.device in told
    assert enrolled(technician).identity() == before


def test_a_hub_that_is_away_leaves_nothing_to_repair(
    technician: Technician, town: EnrolmentTown
) -> None:
    made = town.claim()
    code, _, told = technician.enrols(made.code, hub="https://127.0.0.1:1")
    assert code == 3
    assert "does not answer" in told
    assert technician.enrols(made.code)[0] == 0


def test_the_device_port_sends_an_enrolling_machine_to_the_public_one(
    technician: Technician, town: EnrolmentTown
) -> None:
    port = f"https://127.0.0.1:{town.device_port}"
    code, _, told = technician.enrols(town.claim().code, hub=port)
    assert code != 0
    assert "public port" in told or "certificate is missing" in told


def test_the_public_port_sends_the_administrator_to_the_device_port(town: EnrolmentTown) -> None:
    with pytest.raises(HubRefused) as refused:
        Administrator(town.city, town.hub_url).read("/admin/v1/counts", dict)
    assert "device port" in refused.value.next_step
