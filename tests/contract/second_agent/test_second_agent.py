"""An agent that knows the document alone enrols, connects, and is understood by a real hub."""

import ast
import secrets
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
import zstandard

from benchmarks.simulate.city import LoadedCity
from contract.enrolment import ClaimWanted
from contract.envelope import decode_envelope
from contract.events import SealingKey, decode_body
from contract.sealing import unseal, unwrap
from contract.values import JournalId, TrackingCode
from provisioning.demo.city_side import DISTRICT, OFFICE
from tests.contract.second_agent.agent import SecondAgent, Verdict
from tests.contract.second_agent.encoding import Refused, open_frame, personal_hash, unpack
from tests.contract.second_agent.enrolment import Device, enrol
from tests.contract.second_agent.journal import Journal
from tests.contract.second_agent.receipts import Receipt, tracking_code
from tests.support.waiting import eventually

HERE = Path(__file__).parent
MAY_IMPORT = {"cryptography", "msgspec", "nacl", "paho", "zstandard"}
AGENT = sorted(path for path in HERE.glob("*.py") if path.stem in {
    "__init__", "agent", "encoding", "enrolment", "journal", "receipts",
})  # fmt: skip
PAYER: dict[str, object] = {
    "owner": "م*** رحیمی",
    "address": None,
    "property_code": "2-14-108",
    "others": [],
}


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


@pytest.mark.parametrize("path", AGENT, ids=lambda path: path.stem)
def test_the_second_agent_has_nothing_of_ours(path: Path) -> None:
    for module in imports_of(path):
        top = module.partition(".")[0]
        assert (
            top in MAY_IMPORT
            or top in sys.stdlib_module_names
            or module.startswith("tests.contract.second_agent.")
        ), module


@pytest.fixture(scope="module")
def device(city: LoadedCity, folder: Path) -> Device:
    """Enrolled by the second agent itself."""
    wanted = ClaimWanted(district=DISTRICT, office=OFFICE, broker=city.broker_address)
    made = city.administrator.claim(wanted)
    return enrol(made.enrol_url, made.code, folder)


@pytest.fixture
def agent(device: Device) -> Iterator[SecondAgent]:
    started = SecondAgent(device, paid_bill(device))
    started.connect()
    yield started
    started.close()


def begun(device: Device) -> Journal:
    """A journal with its genesis and a session key."""
    journal = Journal()
    genesis = {
        "city": device.city,
        "device": device.name,
        "writer": "kiosk",
        "software": "second agent",
        "tracking_prefix": device.given["tracking_prefixes"][0],
        "predecessor": None,
        "reason": None,
    }
    journal.append("journal.genesis", 1, genesis)
    journal.open_session({**device.keys("sealing"), **device.keys("recovery")})
    return journal


def receipt_of(device: Device) -> Receipt:
    """Of a bill that was paid with a card."""
    tracking = tracking_code(device.given["tracking_prefixes"][0], secrets.randbelow(99_999) + 1)
    return Receipt(
        transaction=secrets.token_bytes(16),
        tracking=tracking,
        reference=f"{tracking}-1",
        utc_s=1_795_400_000,
        rrn="898194184027",
        terminal="12345678",
        bill_id="1000012726167",
        payment_id="125050196",
        amount=1_250_000,
    )


def paid_bill(device: Device, receipt: Receipt | None = None) -> Journal:
    """Six events: a bill was paid, and here is what its receipt says."""
    paid, journal = receipt or receipt_of(device), begun(device)
    bill = {
        "bill_id": paid.bill_id,
        "payment_id": paid.payment_id,
        "amount": paid.amount,
        "standing": "unverified",
        "bill_kind": None,
    }
    started = {
        "tracking": paid.tracking,
        "bills": [bill],
        "amount": paid.amount,
        "reference_version": None,
        "language": "fa",
    }
    journal.append("payment.started", 3, started, paid.transaction, PAYER)
    requested = {
        "reference": paid.reference,
        "amount": paid.amount,
        "terminal": paid.terminal,
        "last_receipt": None,
    }
    journal.append("payment.requested", 1, requested, paid.transaction)
    approved = {
        "reference": paid.reference,
        "amount": paid.amount,
        "rrn": paid.rrn,
        "trace": "000042",
        "pan": "603799******0014",
        "terminal": paid.terminal,
        "found_by": "answer",
    }
    journal.append("payment.approved", 1, approved, paid.transaction)
    journal.append("payment.closed", 1, {"outcome": "paid"}, paid.transaction)
    return journal


def test_the_hub_has_what_the_second_agent_sent(city: LoadedCity, agent: SecondAgent) -> None:
    journal, approved = agent.journal, city.counts()["payments"].get("approved", 0)
    agent.hello()
    ack = agent.next_ack()
    assert (ack["through"], ack["hash"], ack["pace"]) == (0, bytes(32), 16)
    assert agent.judge(ack) is Verdict.COUNTS
    agent.send(1, 2)
    agent.send(3, 6)
    while agent.through < journal.head:
        assert agent.judge(agent.next_ack()) is Verdict.COUNTS
    counts = city.counts()
    (held,) = (j for j in counts["journals"] if j["journal"] == journal.name.hex())
    assert held == {
        "journal": journal.name.hex(),
        "device": agent.device.name,
        "writer": "kiosk",
        "through": 6,
        "events": 6,
        "state": "live",
    }
    assert counts["payments"] == {"approved": approved + 1}
    assert counts["parked"] == 0


def test_a_gap_is_answered_with_where_to_go_on(city: LoadedCity, agent: SecondAgent) -> None:
    agent.hello()
    assert agent.judge(agent.next_ack()) is Verdict.COUNTS
    agent.send(1, 2)
    assert agent.judge(agent.next_ack()) is Verdict.COUNTS
    agent.send(5, 6)  # 3 and 4 were lost on the way
    ack = agent.next_ack()
    assert agent.judge(ack) is Verdict.COUNTS
    assert agent.through == ack["through"] == 2
    agent.send(agent.through + 1, 6)
    assert agent.judge(agent.next_ack()) is Verdict.COUNTS
    assert agent.through == 6
    agent.send(1, 6)  # known already: nothing is stored twice
    assert agent.next_ack()["through"] == 6
    journals = {held["journal"]: held["events"] for held in city.counts()["journals"]}
    assert journals[agent.journal.name.hex()] == 6


def test_a_copy_with_another_history_learns_it_by_the_ack(agent: SecondAgent) -> None:
    journal = agent.journal
    agent.hello()
    agent.judge(agent.next_ack())
    agent.send(1, 6)
    assert agent.judge(agent.next_ack()) is Verdict.COUNTS
    copy = replace(journal, entries=journal.entries[:2], hashes=journal.hashes[:3])
    copy.append("kiosk.started", 1, {"software": "second agent", "recovered": 0})
    agent.journal = copy
    agent.hello()
    ack = agent.next_ack()
    assert (ack["through"], ack["hash"]) == (6, journal.hashes[6])
    assert agent.judge(ack) is Verdict.DIFFERS


def test_what_the_hub_refuses_is_not_answered_and_moves_nothing(
    city: LoadedCity, agent: SecondAgent
) -> None:
    before = city.counts()["quarantined"]
    message = bytearray(agent.journal.batch("qazvin", 1, 6, agent.device.journal_key))
    message[40] ^= 1
    agent.send_raw("events", bytes(message))
    agent.send_raw("hello", b"no hello")
    eventually(lambda: city.counts()["quarantined"] >= before + 2, "both are put aside")
    agent.hello()
    assert agent.next_ack()["through"] == 0


def test_what_the_second_agent_sealed_the_city_opens(folder: Path, device: Device) -> None:
    journal = paid_bill(device)
    message = unpack(journal.batch(device.city, 1, 6, device.journal_key))
    entries = unpack(zstandard.decompress(message[2]))
    wrapped = decode_body("journal.sealing_key", 1, decode_envelope(entries[1][0]).body)
    assert isinstance(wrapped, SealingKey)
    private = (folder / "city" / "keys" / "sealing.key").read_bytes()
    (name,) = device.keys("sealing")
    (box,) = (sealed.box for sealed in wrapped.sealed if sealed.recipient == name)
    key = unwrap(box, private)
    place = (JournalId(journal.name), 3, "payment.started")
    assert msgspec.msgpack.decode(unseal(key, entries[2][1], *place)) == PAYER


def test_the_second_agent_reads_the_citys_data(device: Device) -> None:
    keys = device.keys("reference")
    signed = device.get("/device/v1/reference/city")
    manifest = open_frame(signed, "reference", keys)
    payload = device.get(f"/device/v1/reference/city/{manifest['version']}")
    assert personal_hash(32, b"pishkhan.refdata", payload) == manifest["digest"]
    assert len(payload) == manifest["size"]
    (record,) = unpack(zstandard.decompress(payload))
    assert record["city"] == manifest["city"] == device.city
    with pytest.raises(Refused):
        open_frame(signed, "reference", device.keys("ack"))
    with pytest.raises(Refused, match="422"):
        device.get("/device/v1/reference/weather")
    with pytest.raises(Refused, match="410"):
        device.get("/device/v1/reference/city/99")


def test_the_hub_knows_the_second_agents_receipt(agent: SecondAgent) -> None:
    device, receipt = agent.device, receipt_of(agent.device)
    text = receipt.text("PISHKHAN1:", device.journal_key)
    assert TrackingCode.parse(receipt.tracking).prefix in device.given["tracking_prefixes"]

    def checked() -> dict[str, object]:
        question = msgspec.json.encode({"record": text})
        answer = msgspec.json.decode(device.post("/device/v1/receipts/check", question))
        assert isinstance(answer, dict)
        return answer

    assert (checked()["state"], checked()["outcome"]) == ("recorded", "paid")
    agent.journal = paid_bill(device, receipt)
    agent.hello()
    agent.judge(agent.next_ack())
    agent.send(1, 6)
    agent.judge(agent.next_ack())
    assert checked()["state"] == "reached"


def test_a_claim_counts_for_one_machine_alone(city: LoadedCity, tmp_path: Path) -> None:
    made = city.administrator.claim(ClaimWanted(district=DISTRICT, office=OFFICE))
    enrol(made.enrol_url, made.code, tmp_path)
    with pytest.raises(Refused, match="used"):
        enrol(made.enrol_url, made.code, tmp_path)
    with pytest.raises(Refused, match="check letters"):
        enrol(made.enrol_url, made.code[:-1] + ("0" if made.code[-1] != "0" else "1"), tmp_path)
