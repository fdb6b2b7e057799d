"""Cookies, forms and headers of signing in and out, as a browser and an attacker send them."""

import asyncio
import re
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from central.application import public_application
from central.staff.access import COOKIE
from central.staff.routes import FORM_COOKIE, local_path
from central.staff.sessions import form_token
from tests.central.console.rig import PASSWORD
from tests.central.staff.conftest import Office

PAGE = {"Accept": "text/html"}


@dataclass
class Client:
    """A browser without scripts: it keeps cookies and sends forms."""

    office: Office
    cookies: httpx.Cookies = field(default_factory=httpx.Cookies)

    def get(self, path: str, **headers: str) -> httpx.Response:
        return asyncio.run(self._ask("GET", path, {}, headers))

    def post(self, path: str, form: dict[str, str], **headers: str) -> httpx.Response:
        return asyncio.run(self._ask("POST", path, form, headers))

    def sign_in(self, **changed: str) -> httpx.Response:
        token = re.search(r'name="form_token" value="([0-9a-f]+)"', self.get("/sign-in").text)
        assert token is not None
        form = {"name": "maryam", "password": PASSWORD, "form_token": token[1], "then": "/"}
        return self.post("/sign-in", {**form, **changed})

    async def _ask(
        self, method: str, path: str, form: dict[str, str], headers: dict[str, str]
    ) -> httpx.Response:
        transport = httpx.ASGITransport(public_application(self.office.hub))
        async with httpx.AsyncClient(
            transport=transport, base_url="https://hub.example", cookies=self.cookies
        ) as client:
            answer = await client.request(method, path, data=form, headers={**PAGE, **headers})
            self.cookies = client.cookies
            return answer


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """What is tested here is the same on each kind of database."""
    return f"sqlite:///{tmp_path / 'hub.sqlite'}"


@pytest.fixture
def client(office: Office) -> Client:
    office.add("maryam")
    return Client(office)


def test_the_session_cookie_is_out_of_reach_for_scripts_and_other_sites(client: Client) -> None:
    answer = client.sign_in()
    assert (answer.status_code, answer.headers["location"]) == (303, "/kiosks")
    [cookie] = [c for c in answer.headers.get_list("set-cookie") if c.startswith(f"{COOKIE}=")]
    for part in ("HttpOnly", "Secure", "SameSite=strict", "Path=/"):
        assert part.casefold() in cookie.casefold()
    assert "domain" not in cookie.casefold()


def test_every_page_forbids_what_it_does_not_need(client: Client) -> None:
    headers = client.get("/sign-in").headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"


def test_signing_in_needs_a_form_of_our_own(client: Client) -> None:
    assert client.sign_in(form_token="0" * 48).headers["location"] == "/sign-in?again=1"
    assert COOKIE not in client.cookies


def test_a_form_token_without_its_cookie_is_worth_nothing(client: Client) -> None:
    form = {"name": "maryam", "password": PASSWORD, "form_token": form_token("")}
    assert client.post("/sign-in", form).headers["location"] == "/sign-in?again=1"
    assert FORM_COOKIE not in client.cookies


def test_another_site_cannot_sign_anyone_out(client: Client) -> None:
    client.sign_in()
    assert client.post("/sign-out", {}).status_code == 403
    token = form_token(client.cookies[COOKIE])
    other = client.post("/sign-out", {"form_token": token}, **{"Sec-Fetch-Site": "cross-site"})
    assert other.status_code == 403
    assert client.get("/kiosks").status_code == 200
    assert client.post("/sign-out", {"form_token": token}).headers["location"] == "/sign-in"
    assert client.get("/kiosks").headers["location"] == "/sign-in?then=/kiosks"


def test_a_sign_in_never_leads_to_another_site(client: Client) -> None:
    assert client.sign_in(then="//evil.example/").headers["location"] == "/kiosks"
    for foreign in ("https://evil.example", "//evil.example", "/\\evil.example", "evil", "/a\nb"):
        assert local_path(foreign) == "/"
    assert local_path("/payments?day=1405-09-02") == "/payments?day=1405-09-02"


def test_a_stream_without_a_session_is_401_and_no_page(client: Client) -> None:
    assert client.get("/live/kiosks", Accept="text/event-stream").status_code == 401


def test_too_many_attempts_say_when_to_come_back(client: Client) -> None:
    answers = [client.sign_in(password="wrong") for _ in range(6)]
    assert [answer.status_code for answer in answers] == [401] * 5 + [429]
    assert int(answers[-1].headers["retry-after"]) > 0


def test_an_unknown_page_is_told_in_persian(client: Client) -> None:
    client.sign_in()
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert "این صفحه پیدا نشد" in answer.text
