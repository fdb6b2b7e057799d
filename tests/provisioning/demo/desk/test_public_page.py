"""What a phone in the network sees of the demo's hub: a receipt's page, and nothing else."""

import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from provisioning.authority import CityDirectory
from provisioning.demo.desk.public_page import PublicPage, lan_address
from provisioning.demo.desk.serving import served
from tests.central.console.rig import Fleet, ServedHub, open_test_hub
from tests.central.receipts.rig import Paper, paper
from tests.central.support.payments import whole_payment
from tests.support.ports import LOOPBACK, free_port


@dataclass(frozen=True)
class Phone:
    """Somewhere in the network, with the city's root in its store; `paper` is a paid receipt."""

    url: str
    root: Path
    paper: Paper

    def opens(self, path: str, **headers: str) -> httpx.Response:
        context = ssl.create_default_context(cafile=str(self.root))
        return httpx.get(self.url + path, verify=context, headers=headers)


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[Phone]:
    hub = open_test_hub(tmp_path)
    fleet, city = Fleet(hub), CityDirectory(hub.city_dir)
    kiosk = fleet.kiosk("خیام")
    transaction = fleet.pay(kiosk, whole_payment())
    port = free_port()
    root, identity = city.certificate("root"), (city.certificate("hub"), city.key("hub"))
    with ServedHub(hub) as running:
        page = PublicPage(running.address, root).application()
        with served(page, LOOPBACK, port, identity):
            shown = paper(kiosk, transaction, hub.now_ms())
            yield Phone(f"https://{LOOPBACK}:{port}", root, shown)
    hub.engine.dispose()


def test_a_receipts_code_opens_the_hubs_page_with_all_that_it_is_made_of(phone: Phone) -> None:
    told = phone.opens(phone.paper.path)
    assert told.status_code == 200
    assert "۱٬۲۵۰٬۰۰۰" in told.text
    assert "default-src 'none'" in told.headers["content-security-policy"]
    assert told.headers["cache-control"] == "no-store"
    for file in ("receipts/receipt.css", "tokens.css", "mark.svg", "fonts/vazirmatn-700.woff2"):
        assert phone.opens(f"/static/{file}").status_code == 200


def test_the_phones_language_and_the_pages_switch_are_passed_on(phone: Phone) -> None:
    assert 'lang="en"' in phone.opens(phone.paper.path, **{"accept-language": "en"}).text
    assert 'lang="en"' in phone.opens(f"{phone.paper.path}?lang=en").text


@pytest.mark.parametrize(
    "path",
    ["/", "/sign-in", "/kiosks", "/metrics", "/healthz", "/enrol/v1/trust", "/static/board.js",
     "/R/../kiosks", "/R/A%2F..%2Fkiosks", "/openapi.json"],
)  # fmt: skip
def test_nothing_else_of_the_hub_is_there(phone: Phone, path: str) -> None:
    assert phone.opens(path).status_code == 404


def test_a_hub_that_is_away_is_no_page(phone: Phone) -> None:
    away = PublicPage(f"https://{LOOPBACK}:{free_port()}", phone.root).application()
    port = free_port()
    with served(away, LOOPBACK, port):
        assert httpx.get(f"http://{LOOPBACK}:{port}{phone.paper.path}").status_code == 502


def test_the_address_in_the_network_is_an_address() -> None:
    assert len(lan_address().split(".")) == 4
