"""A renewed certificate replaces the old one whole, whenever the power fails."""

import datetime as dt
import os
import ssl
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from central.enrolment.certificates import issue, load_authority, read_request
from edge_agent.certificate import CertificateRenewal, UnfitCertificate
from edge_agent.device import DeviceDirectory, device_context
from edge_agent.reference import HubUnreachable
from tests.edge_agent.city import CITY, City, make_city, now

DEVICE = "k-test"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    return make_city(tmp_path_factory.mktemp("city") / "city")


@pytest.fixture
def device(city: City, tmp_path: Path) -> DeviceDirectory:
    return city.enrol(tmp_path / "device", DEVICE, 1, "https://localhost:1")


class Hub:
    """Issues for whoever asks; `named` is whom it takes him for, `tried` what it was shown."""

    def __init__(self, city: City, named: str = DEVICE) -> None:
        self.city = city
        self.named = named
        self.requests: list[ec.EllipticCurvePublicKey] = []
        self.tried: list[ssl.SSLContext] = []

    def issue(self, request: bytes) -> bytes:
        public = read_request(request)
        self.requests.append(public)
        authority = load_authority(self.city.directory.path)
        return issue(authority, CITY, self.named, public, now() + dt.timedelta(days=1)).chain

    def renewal(
        self, device: DeviceDirectory, request: Callable[[bytes], bytes] | None = None
    ) -> CertificateRenewal:
        return CertificateRenewal(
            device, DEVICE, request or self.issue, self.tried.append, device_context(device)
        )


def certificate_of(device: DeviceDirectory) -> x509.Certificate:
    return x509.load_pem_x509_certificate(device.tls_certificate_path.read_bytes())


def key_of(device: DeviceDirectory) -> object:
    key = serialization.load_pem_private_key(device.tls_key_path.read_bytes(), None)
    return key.public_key()


def test_key_and_certificate_are_new_and_fit(city: City, device: DeviceDirectory) -> None:
    before = certificate_of(device)
    hub = Hub(city)
    end_ms = hub.renewal(device).run()
    after = certificate_of(device)
    assert after.public_key() == key_of(device) == hub.requests[0]
    assert after.public_key() != before.public_key()
    assert end_ms == after.not_valid_after_utc.timestamp() * 1000
    assert len(hub.tried) == 1
    assert os.stat(device.tls_key_path).st_mode & 0o077 == 0
    assert not list(device.next_keys_path.iterdir())
    device_context(device)


class PowerCut(BaseException):
    """Nothing that is written may catch it."""


def _cut_at(monkeypatch: pytest.MonkeyPatch, step: int) -> Callable[[], bool]:
    """The power fails before the `step`th change of a name on the disk; whether it did."""
    counted = 0

    def failing(real: Callable[..., object]) -> Callable[..., object]:
        def counting(*arguments: object, **named: object) -> object:
            nonlocal counted
            counted += 1
            if counted == step:
                raise PowerCut
            return real(*arguments, **named)

        return counting

    for name in ("rename", "replace"):
        monkeypatch.setattr(os, name, failing(getattr(os, name)))
    return lambda: counted >= step


STEPS = 5
"""Key, offered chain, its name, key into place, certificate into place."""


@pytest.mark.parametrize("step", range(1, STEPS + 1))
def test_a_power_cut_at_any_step_leaves_a_pair_that_fits(
    city: City, device: DeviceDirectory, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = Hub(city)
    renewal = hub.renewal(device)
    with monkeypatch.context() as patched:
        was_cut = _cut_at(patched, step)
        with pytest.raises(PowerCut):
            renewal.run()
        assert was_cut()
    device_context(device)  # as the next start does
    assert certificate_of(device).public_key() == key_of(device)
    hub.renewal(device).run()
    assert certificate_of(device).public_key() == key_of(device) == hub.requests[-1]


def test_there_are_no_more_steps_than_were_tried(
    city: City, device: DeviceDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    renewal = Hub(city).renewal(device)
    was_cut = _cut_at(monkeypatch, STEPS + 1)
    renewal.run()
    assert not was_cut()


def test_an_answer_that_was_lost_is_asked_for_with_the_same_key(
    city: City, device: DeviceDirectory
) -> None:
    hub = Hub(city)

    def lost(request: bytes) -> bytes:
        hub.issue(request)
        raise HubUnreachable("https://localhost:1", "the line was cut")

    with pytest.raises(HubUnreachable):
        hub.renewal(device, lost).run()
    hub.renewal(device).run()
    assert hub.requests[0] == hub.requests[1] == key_of(device)


def test_a_certificate_that_the_hub_itself_refuses_is_not_taken(
    city: City, device: DeviceDirectory
) -> None:
    before = certificate_of(device)
    hub = Hub(city)

    def refuse(_context: ssl.SSLContext) -> None:
        raise HubUnreachable("https://localhost:1", "certificate unknown")

    renewal = CertificateRenewal(device, DEVICE, hub.issue, refuse, device_context(device))
    with pytest.raises(HubUnreachable):
        renewal.run()
    device_context(device)
    assert certificate_of(device) == before
    assert certificate_of(device).public_key() == key_of(device)


@pytest.mark.parametrize("wrong", ["another device", "another key", "rubbish"])
def test_what_cannot_serve_this_device_is_not_taken(
    city: City, device: DeviceDirectory, wrong: str
) -> None:
    before = certificate_of(device)
    answers: dict[str, Callable[[bytes], bytes]] = {
        "another device": Hub(city, named="k-other").issue,
        "another key": lambda _request: device.tls_certificate_path.read_bytes(),
        "rubbish": lambda _request: b"rubbish",
    }
    with pytest.raises(UnfitCertificate) as unfit:
        Hub(city).renewal(device, answers[wrong]).run()
    assert unfit.value.next_step
    assert certificate_of(device) == before
    device_context(device)
