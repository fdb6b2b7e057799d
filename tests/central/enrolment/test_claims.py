"""Claims: one machine for one code, the same certificate to the same keys, and clear refusals."""

import msgspec
import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID
from sqlalchemy import select

from central.enrolment import AllottedPrefix, Claim
from central.fleet import Device, find_verify_key, is_active
from central.ingest import HubState, StoredEvent
from contract.enrolment import CertificateAnswer, ClaimCode, Problem, TrustAnswer, ask_certificate
from contract.signature import key_id, sign
from tests.central.enrolment.conftest import NONCE, HubOffice, Machine


def given(answer: CertificateAnswer | Problem) -> CertificateAnswer:
    assert isinstance(answer, CertificateAnswer), answer
    return answer


def refusal(answer: object) -> str:
    assert isinstance(answer, Problem), answer
    assert answer.what
    assert answer.next_step
    return answer.reason


def kinds(office: HubOffice) -> list[str]:
    with office.hub.sessions.reading() as session:
        return list(session.scalars(select(StoredEvent.kind).order_by(StoredEvent.ingest_id)))


def test_a_claim_names_place_and_addresses_and_is_journaled(office: HubOffice) -> None:
    made = office.claim()
    assert made.place.line == "منطقهٔ ۲، پیشخوان خیام ۱"
    assert made.enrol_url == "https://hub.example:8443"
    assert kinds(office)[-1] == "claim.created"
    answer = given(office.certificate(ClaimCode.parse(made.code), Machine()))
    assert answer.device_url == "https://hub.example:8444"
    assert (answer.broker_host, answer.broker_port) == ("hub.example", 8883)


def test_the_kiosk_gets_the_addresses_that_the_administrator_gave(office: HubOffice) -> None:
    code = office.code(device_url="https://10.0.0.1:1", broker="10.0.0.2:2")
    answer = given(office.certificate(code, Machine()))
    assert answer.device_url == "https://10.0.0.1:1"
    assert (answer.broker_host, answer.broker_port) == ("10.0.0.2", 2)


def test_the_hub_keeps_neither_the_code_nor_its_secret(office: HubOffice) -> None:
    code = office.code()
    with office.hub.sessions.reading() as session:
        claim = session.get(Claim, code.claim_id)
        assert claim is not None
        values = [getattr(claim, column.key) for column in Claim.__table__.columns]
        envelopes = b"".join(session.scalars(select(StoredEvent.envelope)))
    stored = b"".join(value for value in values if isinstance(value, bytes))
    for place in (stored, envelopes, repr(values).encode()):
        assert code.secret not in place
        assert code.text.encode() not in place


def test_trust_is_proven_with_the_codes_secret(office: HubOffice) -> None:
    answer = office.trust(office.code())
    assert isinstance(answer, TrustAnswer)
    assert answer.root == office.hub.identity.root.read_bytes()


def test_the_certificate_names_the_device_and_the_city(office: HubOffice) -> None:
    machine = Machine()
    answer = given(office.certificate(office.code(), machine))
    certificate, issuer = x509.load_pem_x509_certificates(answer.chain)
    certificate.verify_directly_issued_by(issuer)
    issuer.verify_directly_issued_by(
        x509.load_pem_x509_certificate(office.hub.identity.root.read_bytes())
    )
    subject = certificate.subject
    assert subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value == answer.device
    assert subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value == "qazvin"
    assert certificate.public_key() == machine.tls.public_key()


def test_an_enrolled_device_is_registered_with_its_journal_key_and_all_is_journaled(
    office: HubOffice,
) -> None:
    machine = Machine()
    answer = given(office.certificate(office.code(), machine))
    with office.hub.sessions.reading() as session:
        assert is_active(session, answer.device)
        public = bytes(machine.journal.verify_key)
        assert find_verify_key(session, answer.device, key_id(public)) is not None
    assert kinds(office)[-3:] == ["claim.used", "certificate.issued", "prefix.allotted"]


def test_the_same_keys_get_the_same_certificate_again(office: HubOffice) -> None:
    """The machine crashed before it had saved the first answer."""
    code, machine = office.code(), Machine()
    first = given(office.certificate(code, machine))
    journaled = kinds(office)
    office.clock.ahead_ms = 48 * 3600 * 1000  # and was repaired only after the code's last hour
    again = given(office.certificate(code, machine))
    assert again == first
    assert kinds(office) == journaled


@pytest.mark.parametrize("other", ["tls", "journal"])
def test_a_used_code_refuses_every_other_machine(office: HubOffice, other: str) -> None:
    code, first, second = office.code(), Machine(), Machine()
    given(office.certificate(code, first))
    if other == "tls":
        second.journal = first.journal
    else:
        second.tls = first.tls
    assert refusal(office.certificate(code, second)) == "used"


def test_an_expired_code_is_refused_at_both_questions(office: HubOffice) -> None:
    code = office.code(hours=1)
    office.clock.ahead_ms = 3600 * 1000
    assert refusal(office.trust(code)) == "expired"
    assert refusal(office.certificate(code, Machine())) == "expired"


def test_a_wrong_code_is_unknown(office: HubOffice) -> None:
    office.code()
    assert refusal(office.trust(ClaimCode.new())) == "unknown"
    assert refusal(office.certificate(ClaimCode.new(), Machine())) == "unknown"


def test_who_knows_only_the_claims_name_learns_nothing(office: HubOffice) -> None:
    code, machine = office.code(), Machine()
    stranger = ClaimCode.new()
    question = msgspec.msgpack.decode(machine.certificate_question(stranger))
    question["claim_id"] = code.claim_id
    answer = office.certificate_for(code, msgspec.msgpack.encode(question))
    assert refusal(answer) == "unknown"
    given(office.certificate(code, machine))


def test_a_journal_key_must_be_held_by_the_asker(office: HubOffice) -> None:
    code, machine, other = office.code(), Machine(), Machine()
    request = msgspec.msgpack.decode(machine.certificate_question(code))["request"]
    stolen = bytes(other.journal.verify_key)
    proof = sign("enrolment", machine.journal, code.claim_id)
    question = ask_certificate(code, NONCE, request, stolen, proof)
    assert refusal(office.certificate_for(code, msgspec.msgpack.encode(question))) == "malformed"
    given(office.certificate(code, machine))


def test_a_refusal_leaves_no_trace_of_an_enrolment(office: HubOffice) -> None:
    code = office.code()
    key = office.hub.city_dir / "devices-ca.key"
    saved = key.read_bytes()
    key.unlink()
    assert refusal(office.certificate(code, Machine())) == "authority"
    with office.hub.sessions.reading() as session:
        assert list(session.scalars(select(AllottedPrefix))) == []
        assert list(session.scalars(select(Device))) == []
    assert kinds(office)[-1] == "claim.created"
    key.write_bytes(saved)
    given(office.certificate(code, Machine()))


def test_no_two_devices_share_a_name_or_a_tracking_prefix(office: HubOffice) -> None:
    answers = [given(office.certificate(office.code(), Machine())) for _ in range(5)]
    assert len({answer.device for answer in answers}) == 5
    prefixes = [prefix for answer in answers for prefix in answer.tracking_prefixes]
    assert len(prefixes) == len(set(prefixes)) == 20
    assert all(1000 <= prefix <= 9999 for prefix in prefixes)


def test_kiosks_of_an_office_are_numbered_and_an_expired_claim_gives_its_number_back(
    office: HubOffice,
) -> None:
    assert given(office.certificate(office.code(), Machine())).place.number == 1
    assert office.claim(hours=1).place.number == 2
    assert office.claim(hours=1).place.number == 3
    office.clock.ahead_ms = 2 * 3600 * 1000
    assert office.claim().place.number == 2


def test_a_restored_hub_voids_open_claims(office: HubOffice) -> None:
    used, still_open, machine = office.code(), office.code(), Machine()
    first = given(office.certificate(used, machine))
    with office.hub.sessions.writing() as session:
        before = session.scalars(select(HubState.epoch)).one()
        assert office.hub.journal.begin_epoch(session) == before + 1
    assert refusal(office.certificate(still_open, Machine())) == "void"
    assert given(office.certificate(used, machine)) == first


def test_bytes_that_are_no_question_are_refused(office: HubOffice) -> None:
    too_deep = b"\x81\xa1x" + b"\x91" * 50_000 + b"\xc0"
    for content in (b"", b"\xff\xff", b"<html>", b"x" * 100_000, too_deep):
        for path in ("/enrol/v1/trust", "/enrol/v1/certificate"):
            answer = office.public.post(path, content=content)
            assert answer.status_code == 400
            assert msgspec.msgpack.decode(answer.content, type=Problem).reason == "malformed"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"district": 2, "office": "nowhere"}, "office"),
        ({"district": 3, "office": "khayyam"}, "office"),
        ({"district": 2, "office": "khayyam", "hours": 0}, "malformed"),
        ({"district": 2, "office": "khayyam", "broker": "nowhere"}, "malformed"),
        ({"office": "khayyam"}, "malformed"),
    ],
)
def test_a_claim_that_cannot_be_says_why(
    office: HubOffice, body: dict[str, object], reason: str
) -> None:
    status, answer = office.wants(body)
    assert status >= 400
    assert msgspec.json.decode(answer, type=Problem).reason == reason


def test_a_revoked_device_is_no_longer_believed_and_may_be_revoked_twice(
    office: HubOffice,
) -> None:
    answer = given(office.certificate(office.code(), Machine()))
    path = f"/admin/v1/devices/{answer.device}/revocation"
    first = office.device.post(path, json={"reason": "stolen"})
    again = office.device.post(path, json={"reason": "stolen"})
    certificate = x509.load_pem_x509_certificate(answer.chain)
    assert [int(serial, 16) for serial in first.json()["serials"]] == [certificate.serial_number]
    assert (first.json()["already"], again.json()["already"]) == (False, True)
    with office.hub.sessions.reading() as session:
        assert not is_active(session, answer.device)
    assert kinds(office).count("device.revoked") == 1
    unknown = office.device.post("/admin/v1/devices/k-none/revocation", json={"reason": "x"})
    assert (unknown.status_code, unknown.json()["reason"]) == (404, "device")
