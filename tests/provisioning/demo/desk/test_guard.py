"""Nobody but the desk's own page, in a browser of this machine, can drive the demo."""

from urllib.parse import urlsplit

import httpx
import pytest

from provisioning.demo.desk.public_page import lan_address
from tests.provisioning.demo.running import Demo

CARD = {"do": "show_card"}


@pytest.fixture
def origin(demo: Demo) -> str:
    parts = urlsplit(demo.url)
    return f"{parts.scheme}://{parts.netloc}"


def post(demo: Demo, **headers: str) -> int:
    return httpx.post(f"{demo.url}do", json=CARD, headers=headers).status_code


@pytest.mark.timeout(200)
def test_the_page_itself_may_act(demo: Demo, origin: str) -> None:
    assert post(demo, origin=origin) == 204


def test_another_page_may_not_even_when_it_knows_the_address(demo: Demo) -> None:
    assert post(demo, origin="http://evil.example") == 403
    assert post(demo, origin="http://127.0.0.1:9999") == 403
    assert post(demo) == 403


def test_a_name_that_somebody_points_here_gets_nothing(demo: Demo, origin: str) -> None:
    port = urlsplit(demo.url).port
    assert httpx.get(demo.url, headers={"host": f"evil.example:{port}"}).status_code == 421
    assert post(demo, origin=origin, host=f"evil.example:{port}") == 421


def test_without_the_secret_there_is_nothing(demo: Demo, origin: str) -> None:
    for path in ("/", "/do", "/screen", "/static/desk.js", f"/{'x' * 22}/"):
        assert httpx.get(origin + path).status_code == 404


def test_it_listens_on_loopback_only(demo: Demo) -> None:
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"http://{lan_address()}:{urlsplit(demo.url).port}/")


def test_no_script_or_style_stands_in_the_page(demo: Demo) -> None:
    answer = httpx.get(demo.url)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert " style=" not in answer.text
    assert "<style" not in answer.text
    assert "onclick" not in answer.text


def test_an_action_that_is_none_is_refused_in_words(demo: Demo, origin: str) -> None:
    for body in (b"{}", b"[]", b'{"do":"touch"}', b'{"do":"scan","barcode":"1"}', b"\xff" * 5000):
        answer = httpx.post(f"{demo.url}do", content=body, headers={"origin": origin})
        assert answer.status_code == 409
        assert answer.json()["what"]


def test_only_papers_of_the_printer_can_be_looked_at(demo: Demo) -> None:
    assert httpx.get(f"{demo.url}paper/receipt-0001.png").status_code == 200
    assert httpx.get(f"{demo.url}paper/..%2Fterminal-ledger.png").status_code in (404, 422)
    assert httpx.get(f"{demo.url}paper/receipt-9999.png").status_code == 404
