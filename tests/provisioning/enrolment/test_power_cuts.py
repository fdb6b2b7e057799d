"""The power fails at every step of an enrolment; the same command again is all the repair."""

from pathlib import Path

import pytest

from contract.envelope import decode_envelope
from contract.events import EnrolmentFinished, decode_body
from edge_agent.device import DeviceDirectory
from edge_agent.journal import JournalReader, journal_files
from provisioning.enrolment.steps import Step
from tests.provisioning.enrolment.conftest import Bench, EnrolmentTown, Technician

KILLED = -9


def finished_events(folder: Path) -> int:
    count = 0
    for file in journal_files(folder):
        with JournalReader(file.path) as reader:
            for stored in reader.entries():
                body = bytes(decode_envelope(stored.envelope).body)
                event = decode_body(stored.kind, stored.version, body)
                count += isinstance(event, EnrolmentFinished)
    return count


@pytest.mark.parametrize("step", list(Step))
def test_a_power_cut_leaves_nothing_to_repair(
    technician: Technician, bench: Bench, town: EnrolmentTown, step: Step
) -> None:
    made = town.claim()
    killed, _, _ = technician.enrols(made.code, profile=bench.profile, halt_at=step)
    assert killed == KILLED
    device = DeviceDirectory(technician.folder / "kiosk")
    keys_before = sorted(path.read_bytes() for path in device.path.rglob("*.key"))

    code, said, told = technician.enrols(made.code, profile=bench.profile)
    assert code == 0, told
    assert said["device"] == device.identity().device
    assert not (device.path / "enrolling").exists()
    assert finished_events(device.journals_path) == 1
    keys = sorted(path.read_bytes() for path in device.path.rglob("*.key"))
    assert keys_before in ([], keys)


def test_a_power_cut_at_every_step_of_one_enrolment_still_ends_well(
    technician: Technician, bench: Bench, town: EnrolmentTown
) -> None:
    made = town.claim()
    for step in Step:
        killed, _, told = technician.enrols(made.code, profile=bench.profile, halt_at=step)
        assert killed == KILLED, f"{step}: {told}"
    code, _, told = technician.enrols(made.code, profile=bench.profile)
    assert code == 0, told
