"""What leaves a kiosk for whoever helps it: all that helps, nothing of a citizen, no key."""

import base64
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from contract.configuration import DEFAULTS
from contract.events import PayerDetails
from contract.logs import LogFiles
from contract.sealed_file import SealedFileKind, SealedReader
from contract.sealing import SealingSession
from contract.support import CONTENTS, decode_part
from contract.values import TransactionId
from edge_agent.__main__ import main
from edge_agent.device import DeviceDirectory
from edge_agent.journal import Draft, active_journal, open_journal
from edge_agent.support.bundle import SECTIONS
from edge_agent.support.configuration import HIDDEN, without_secrets
from tests.edge_agent.city import CITY, City
from tests.edge_agent.support import (
    LITTLE_SPACE,
    ORIGIN,
    HandClock,
    approved,
    closed,
    requested,
    started,
)

OWNER, ADDRESS, PROPERTY = "کاناری مالک زاده", "کوچهٔ قناری، پلاک ۷۷", "2-14-108-23-1-6-0"
OF_THE_PAYMENT = (
    *(OWNER, ADDRESS, PROPERTY),
    *("1117753200140", "12070160", "412345678901", "603799******0014"),
)
"""Who paid, what for, and with which card: of the events below."""
Files = dict[str, bytes]


@pytest.fixture
def device(city: City, tmp_path: Path) -> DeviceDirectory:
    """Enrolled, with a payment whose payer's data are sealed, a clerk's PIN, logs."""
    directory = city.enrol(tmp_path / "device", "k-test", 1, "https://localhost:1")
    session = SealingSession.new(directory.trust().sealing_recipients(HandClock().utc_ms + 10**9))
    journal = open_journal(
        directory.journals_path, "kiosk", ORIGIN, HandClock(), session, space=LITTLE_SPACE
    )
    transaction = TransactionId.new()
    begun = started(transaction, journal.next_tracking_code().text)
    payer = PayerDetails(owner=OWNER, address=ADDRESS, property_code=PROPERTY, others=())
    journal.append(
        Draft(begun.event, transaction, sealed=msgspec.msgpack.encode(payer)),
        requested(transaction),
        approved(transaction),
        closed(transaction),
    )
    journal.close()
    directory.profile_path.write_text('[printer]\ndriver = "escpos"\naddress = "usb:1:2"\n')
    directory.pin_path.write_text('{"hash": "scrypt-of-the-pin"}')
    LogFiles(directory.logs_path, "counter").write(b'{"time": "1", "message": "screen home"}\n')
    return directory


def bundle(device: DeviceDirectory, to: Path, code: int = 0) -> Path:
    assert main(["support-bundle", str(to), "--device", str(device.path)]) == code
    (made,) = to.iterdir()
    return made


def opened(city: City, path: Path, device: DeviceDirectory) -> Files:
    key, files = device.signing_key().verify_key, Files()
    with path.open("rb") as file:
        private = city.directory.role_key("sealing").read_bytes()
        reader = SealedReader(file, SealedFileKind.SUPPORT, CITY, private)
        assert reader.open(lambda _device, _key: key).hello.device == "k-test"
        for message in reader.messages():
            part = decode_part(message)
            files[part.name] = files.get(part.name, b"") + part.content
    return files


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_all_that_helps_is_in_it(city: City, device: DeviceDirectory, stick: Path) -> None:
    files = opened(city, bundle(device, stick), device)
    assert set(files) == {*SECTIONS, CONTENTS}
    status = json.loads(files["status.json"])
    assert (status["device"], status["running"]) == ("k-test", False)
    (journal,) = json.loads(files["journals.json"])
    assert (journal["writer"], journal["head_seq"]) == ("kiosk", 6)
    assert journal["verified"]["ok"] is True
    assert journal["newest"][-1][1] == "payment.closed"
    assert json.loads(files["configuration.json"])["devices"]["printer"]["driver"] == "escpos"
    assert json.loads(files["settings.json"]) == msgspec.to_builtins(DEFAULTS)
    assert files["logs.jsonl"] == b'{"time": "1", "message": "screen home"}\n'
    assert json.loads(files["versions.json"])["packages"]["msgspec"]
    assert {key["purpose"] for key in json.loads(files["trust.json"])["trusted"]} >= {"ack"}
    contents = json.loads(files[CONTENTS])
    assert [part["missing"] for part in contents] == [None] * len(SECTIONS)


def test_nothing_of_a_citizen_and_no_key_is_in_it(
    city: City, device: DeviceDirectory, stick: Path
) -> None:
    path = bundle(device, stick)
    everything = b"\n".join(opened(city, path, device).values())
    found = [said for said in OF_THE_PAYMENT if said.encode() in everything]
    escaped = [said for said in OF_THE_PAYMENT if json.dumps(said)[1:-1].encode() in everything]
    assert (found, escaped) == ([], [])
    assert b"scrypt-of-the-pin" not in everything
    secrets = [device.journal_key_path, device.tls_key_path]
    for secret in (path.read_bytes() for path in secrets):
        for form in (secret, secret.hex().encode(), base64.b64encode(secret)):
            assert form not in everything
    assert b"PRIVATE KEY" not in everything
    (journal,) = device.journals_path.glob("*.journal")
    assert OF_THE_PAYMENT[3].encode() in journal.read_bytes(), "the canaries are really there"


def test_on_the_stick_nothing_is_in_clear(device: DeviceDirectory, stick: Path) -> None:
    content = bundle(device, stick).read_bytes()
    assert b"k-test" not in content
    assert b"screen home" not in content


def _damaged_journal(device: DeviceDirectory) -> None:
    path = active_journal(device.journals_path, "kiosk").path
    content = bytearray(path.read_bytes())
    content[content.index(b"payment.approved")] ^= 1
    path.write_bytes(content)


def _journal_that_is_none(device: DeviceDirectory) -> None:
    active_journal(device.journals_path, "kiosk").path.write_bytes(b"rubbish" * 3000)


def test_a_damaged_journal_is_told_of(city: City, device: DeviceDirectory, stick: Path) -> None:
    _damaged_journal(device)
    files = opened(city, bundle(device, stick), device)
    (journal,) = json.loads(files["journals.json"])
    assert journal["verified"]["ok"] is False
    assert journal["verified"]["problems"]


def test_a_journal_that_is_none_too(city: City, device: DeviceDirectory, stick: Path) -> None:
    _journal_that_is_none(device)
    files = opened(city, bundle(device, stick), device)
    (journal,) = json.loads(files["journals.json"])
    assert "is damaged" in journal["unreadable"]
    assert journal["verified"]["ok"] is False


BROKEN: dict[str, tuple[Callable[[DeviceDirectory], object], set[str]]] = {
    "profile": (lambda d: d.profile_path.write_text("[printer"), {"configuration.json"}),
    "profile_bytes": (lambda d: d.profile_path.write_bytes(b"\xff\xfe"), {"configuration.json"}),
    "counter": (lambda d: d.counter_state_path.write_bytes(b"{"), {"devices.json"}),
    "agent": (lambda d: d.agent_state_path.write_bytes(b"\x00"), set()),
    "certificate": (lambda d: d.tls_certificate_path.unlink(), {"certificate.json"}),
    "floor": (lambda d: d.clock_floor_path.write_text("late"), {"clock.json"}),
    "pointer": (
        lambda d: (d.journals_path / "kiosk.active").write_text("nothing"),
        {"journals.json"},
    ),
    "logs": (lambda d: shutil.rmtree(d.logs_path), set()),
    "journals": (lambda d: shutil.rmtree(d.journals_path), set()),
    "run": (lambda d: shutil.rmtree(d.run_path), set()),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_could_not_be_read_is_named_and_the_rest_is_there(
    city: City, device: DeviceDirectory, stick: Path, name: str
) -> None:
    break_it, missing = BROKEN[name]
    break_it(device)
    path = bundle(device, stick, code=1 if missing else 0)
    files = opened(city, path, device)
    assert set(files) == {*SECTIONS, CONTENTS} - missing
    contents = {part["name"]: part["missing"] for part in json.loads(files[CONTENTS])}
    assert {part for part, why in contents.items() if why} == missing
    assert {*contents} == {*SECTIONS}


@pytest.mark.parametrize("broken", ["agent_state_path", "counter_state_path"])
def test_a_status_says_what_of_it_could_not_be_read(
    city: City, device: DeviceDirectory, stick: Path, broken: str
) -> None:
    path: Path = getattr(device, broken)
    path.write_bytes(b"{")
    assert main(["support-bundle", str(stick), "--device", str(device.path)]) in (0, 1)
    (file,) = stick.iterdir()
    findings = json.loads(opened(city, file, device)["status.json"])["findings"]
    assert f"{path} cannot be read" in findings[0]["what"]


@pytest.mark.parametrize("gone", ["identity", "trust", "journal_key"])
def test_without_somebody_to_seal_it_to_nothing_leaves_in_clear(
    device: DeviceDirectory, stick: Path, capsys: pytest.CaptureFixture[str], gone: str
) -> None:
    os.unlink(getattr(device, f"{gone}_path"))
    assert main(["support-bundle", str(stick), "--device", str(device.path)]) == 3
    assert "is missing" in capsys.readouterr().err
    assert list(stick.iterdir()) == []


def test_a_file_may_be_named(device: DeviceDirectory, stick: Path) -> None:
    to = stick / "for-nasrin.support"
    for _ in range(2):
        assert main(["support-bundle", str(to), "--device", str(device.path)]) == 0
    assert list(stick.iterdir()) == [to]


def test_secrets_of_a_configuration_are_hidden_by_their_names() -> None:
    said = {
        "cabinet": [{"ups": "ups", "password": "1234", "address": "tcp://me:pw@127.0.0.1:3493"}],
        "terminal": {
            "terminal_id": "12345678",
            "mac_key": "00ff",
            "address": "serial:/dev/x@9600",
        },
    }
    assert without_secrets(said) == {
        "cabinet": [
            {"ups": "ups", "password": HIDDEN, "address": f"tcp://{HIDDEN}@127.0.0.1:3493"}
        ],
        "terminal": {
            "terminal_id": "12345678", "mac_key": HIDDEN, "address": "serial:/dev/x@9600",
        },
    }  # fmt: skip
