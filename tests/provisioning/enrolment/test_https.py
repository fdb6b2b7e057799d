"""What a person is told when TLS with the hub fails, against a real TLS server."""

import datetime as dt
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from contract.errors import InvalidValue
from provisioning.authority import CityDirectory
from provisioning.authority.certificates import Identity, certificate_pem, key_pem, make_server
from provisioning.enrolment.https import (
    CertificateRefused,
    HubAddress,
    HubUnreachable,
    judged_by,
    request,
    shown_as,
)
from tests.provisioning.city import CITY, issue_device, make_city, now
from tests.support.ports import LOOPBACK, free_port


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_arguments: object) -> None:
        """The tests' output stays quiet."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, _request: object, _client: object) -> None:
        """Broken handshakes are what these tests are about."""


@dataclass(frozen=True)
class Town:
    """A city, and its root as the client knows it."""

    city: CityDirectory
    folder: Path

    def context(self) -> ssl.SSLContext:
        return judged_by(self.city.certificate("root").read_bytes())

    def issue(self, host: str, at: dt.datetime) -> Identity:
        return make_server(CITY, "hub", (host,), self.city.identity("root"), at)

    @contextmanager
    def hub(self, identity: Identity, *, mutual: bool = False) -> Iterator[HubAddress]:
        """A server that shows `identity`, and wants a client certificate when `mutual`."""
        certificate, key = self.folder / "server.pem", self.folder / "server.key"
        certificate.write_bytes(certificate_pem(identity.certificate))
        key.write_bytes(key_pem(identity.key))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        if mutual:
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations(cafile=str(self.city.certificate("root")))
        server = _Server((LOOPBACK, 0), _Answers)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield HubAddress(LOOPBACK, server.server_address[1])
        finally:
            server.shutdown()
            server.server_close()


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    folder = tmp_path_factory.mktemp("town")
    return Town(make_city(folder), folder)


def refusal(hub: HubAddress, context: ssl.SSLContext) -> CertificateRefused:
    with pytest.raises(CertificateRefused) as refused:
        request(hub, "GET", "/", None, context)
    return refused.value


def test_a_hub_of_the_city_answers(town: Town) -> None:
    with town.hub(town.issue(LOOPBACK, now())) as hub:
        assert request(hub, "GET", "/", None, town.context()).body == b"ok"


def test_an_expired_hub_certificate_says_so(town: Town) -> None:
    old = town.issue(LOOPBACK, now() - dt.timedelta(days=365 * 6))
    with town.hub(old) as hub:
        assert "has expired" in refusal(hub, town.context()).what


def test_a_certificate_of_tomorrow_points_at_the_clock(town: Town) -> None:
    with town.hub(town.issue(LOOPBACK, now() + dt.timedelta(days=30))) as hub:
        refused = refusal(hub, town.context())
    assert "not valid yet" in refused.what
    assert "clock" in refused.next_step


def test_a_server_of_another_city_is_called_foreign(town: Town, tmp_path: Path) -> None:
    other = Town(make_city(tmp_path), tmp_path)
    with other.hub(other.issue(LOOPBACK, now())) as hub:
        assert "foreign" in refusal(hub, town.context()).what


def test_a_name_that_the_certificate_lacks_is_told(town: Town) -> None:
    with town.hub(town.issue("hub.example", now())) as hub:
        refused = refusal(hub, town.context())
    assert f"does not name {LOOPBACK}" in refused.what
    assert "--host" in refused.next_step


def test_our_own_expired_certificate_is_told(town: Town) -> None:
    at = now() - dt.timedelta(days=365 * 4)
    files = issue_device(town.city, "k-expired", town.folder / "devices", at)
    context = shown_as(town.context(), files.certificate, files.key)
    with town.hub(town.issue(LOOPBACK, now()), mutual=True) as hub:
        assert "our certificate has expired" in refusal(hub, context).what


def test_our_foreign_certificate_is_told(town: Town, tmp_path: Path) -> None:
    files = issue_device(make_city(tmp_path), "k-foreign", tmp_path / "devices")
    context = shown_as(town.context(), files.certificate, files.key)
    with town.hub(town.issue(LOOPBACK, now()), mutual=True) as hub:
        assert "not of the hub's city" in refusal(hub, context).what


def test_a_missing_certificate_is_told(town: Town) -> None:
    with town.hub(town.issue(LOOPBACK, now()), mutual=True) as hub:
        assert "our certificate is missing" in refusal(hub, town.context()).what


def test_a_hub_that_is_away_says_what_to_check(town: Town) -> None:
    with pytest.raises(HubUnreachable) as away:
        request(HubAddress(LOOPBACK, free_port()), "GET", "/", None, town.context())
    assert "does not answer" in away.value.what


def test_a_port_without_tls_is_told(town: Town) -> None:
    server = _Server((LOOPBACK, 0), _Answers)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    with pytest.raises(HubUnreachable) as refused:
        request(HubAddress(LOOPBACK, server.server_address[1]), "GET", "/", None, town.context())
    assert "No TLS" in refused.value.what
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://hub.example:8443", HubAddress("hub.example", 8443)),
        ("hub.example:8443", HubAddress("hub.example", 8443)),
        ("https://hub.example/", HubAddress("hub.example", 443)),
        ("https://[::1]:1", HubAddress("::1", 1)),
    ],
)
def test_addresses_are_read_as_people_write_them(text: str, address: HubAddress) -> None:
    assert HubAddress.parse(text) == address
    assert HubAddress.parse(address.url) == address


@pytest.mark.parametrize("text", ["", "http://hub:1", "https://", "https://hub:x"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        HubAddress.parse(text)
