"""A device's next certificate, over the real device port: to its own name, in time or late."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from central.enrolment.revocation import revoke_device
from central.fleet import find_device, revoke
from central.uploads import uploads_of
from contract.certificate import LARGEST_CHAIN_BYTES, LARGEST_REQUEST_BYTES, ROUTE
from contract.clock import SystemClock
from contract.upload import UploadKind, upload_path
from edge_agent.certificate import certificate_request
from edge_agent.reference import HubApi, HubRefused
from provisioning.authority import CityDirectory
from tests.central.console.rig import Fleet, open_test_hub
from tests.central.support.device_port import DevicePorted
from tests.central.support.kiosk import Kiosk
from tests.provisioning.city import client_context, issue_device, now

FORBIDDEN = 403
LONG_AGO = dt.timedelta(days=4 * 365)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DevicePorted]:
    hub = open_test_hub(tmp_path_factory.mktemp("hub"))
    with DevicePorted(hub) as served:
        yield served
    hub.engine.dispose()


@pytest.fixture
def kiosk(served: DevicePorted) -> Kiosk:
    return Fleet(served.hub).kiosk("خیام")


def api_of(
    served: DevicePorted, device: str, folder: Path, at: dt.datetime | None = None
) -> HubApi:
    """The hub as the device asks it, with a certificate made `at`."""
    city = CityDirectory(served.hub.city_dir)
    files = issue_device(city, device, folder, at)
    tls = client_context(city, files.certificate, files.key)
    return HubApi(served.address, tls, SystemClock(), lambda: 0)


def request_of(key: ec.EllipticCurvePrivateKey) -> bytes:
    return certificate_request(key).public_bytes(serialization.Encoding.DER)


def renewed(api: HubApi, key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    chain = api.exchange(ROUTE, request_of(key), LARGEST_CHAIN_BYTES)
    certificate, issuer = x509.load_pem_x509_certificates(chain)
    certificate.verify_directly_issued_by(issuer)
    return certificate


def new_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def test_the_new_certificate_is_for_the_new_key_and_the_name_that_the_old_one_has(
    served: DevicePorted, kiosk: Kiosk, tmp_path: Path
) -> None:
    key = new_key()
    certificate = renewed(api_of(served, kiosk.device, tmp_path), key)
    assert certificate.public_key() == key.public_key()
    (name,) = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    assert name.value == kiosk.device  # the request calls itself otherwise
    with served.hub.sessions.reading() as session:
        row = find_device(session, kiosk.device)
        assert row.certificate_serial == format(certificate.serial_number, "x")
        assert row.certificate_expires_ms == certificate.not_valid_after_utc.timestamp() * 1000


def test_a_certificate_that_has_ended_asks_for_its_successor_and_for_nothing_else(
    served: DevicePorted, kiosk: Kiosk, tmp_path: Path
) -> None:
    api = api_of(served, kiosk.device, tmp_path, now() - LONG_AGO)
    with pytest.raises(HubRefused) as refused:
        api.upload(upload_path(UploadKind.LOGS), b"logs")
    assert refused.value.status == FORBIDDEN
    assert "renew" in refused.value.what
    with served.hub.sessions.reading() as session:
        assert uploads_of(session, kiosk.device) == []
    assert renewed(api, new_key()).not_valid_after_utc > now()


def test_the_administrators_certificate_that_has_ended_opens_nothing(
    served: DevicePorted, tmp_path: Path
) -> None:
    api = api_of(served, "admin", tmp_path, now() - LONG_AGO)
    with pytest.raises(HubRefused) as refused:
        api.post("/admin/v1/claims", b'{"district": 2, "office": "khayyam"}', 1000)
    assert refused.value.status == FORBIDDEN


@pytest.mark.parametrize("age", [dt.timedelta(0), LONG_AGO])
def test_a_revoked_device_gets_none(
    served: DevicePorted, kiosk: Kiosk, tmp_path: Path, age: dt.timedelta
) -> None:
    with served.hub.sessions.writing() as session:
        revoke(session, kiosk.device, "stolen", served.hub.now_ms())
    with pytest.raises(HubRefused) as refused:
        renewed(api_of(served, kiosk.device, tmp_path, now() - age), new_key())
    assert refused.value.status == FORBIDDEN


def test_services_of_the_city_get_none_here(served: DevicePorted, tmp_path: Path) -> None:
    with pytest.raises(HubRefused) as refused:
        renewed(api_of(served, "hub", tmp_path), new_key())
    assert refused.value.status == FORBIDDEN


@pytest.mark.parametrize(
    ("request_body", "status"), [(b"no request", 400), (bytes(LARGEST_REQUEST_BYTES + 1), 413)]
)
def test_a_request_that_is_none_changes_nothing(
    served: DevicePorted, kiosk: Kiosk, tmp_path: Path, request_body: bytes, status: int
) -> None:
    with pytest.raises(HubRefused) as refused:
        api_of(served, kiosk.device, tmp_path).exchange(ROUTE, request_body, LARGEST_CHAIN_BYTES)
    assert refused.value.status == status
    with served.hub.sessions.reading() as session:
        assert find_device(session, kiosk.device).certificate_serial == "1"


def test_revocation_names_every_certificate_that_the_device_was_given(
    served: DevicePorted, kiosk: Kiosk, tmp_path: Path
) -> None:
    api = api_of(served, kiosk.device, tmp_path)
    other = Fleet(served.hub).kiosk("سپه")
    renewed(api_of(served, other.device, tmp_path), new_key())
    given = [format(renewed(api, new_key()).serial_number, "x") for _ in range(2)]
    with served.hub.sessions.writing() as session:
        revoked = revoke_device(served.hub, session, kiosk.device, "stolen", "admin")
    assert revoked.serials == given
