"""A technician gives a kiosk's file at the console and saves the answer; in a real browser."""

import re
import socket
import ssl
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from central.beginning import begin_journal
from central.console.texts import has_text
from central.courier import courier_files
from central.staff.roles import Role
from contract.courier import open_answer
from tests.central.console.conftest import Visitor
from tests.central.console.rig import Fleet, add_staff
from tests.central.support.courier import carried
from tests.central.support.kiosk import Kiosk
from tests.central.support.payments import pay


@pytest.fixture
def kiosk(fleet: Fleet) -> Kiosk:
    begin_journal(fleet.hub)
    kiosk = fleet.kiosk("خیام")
    for _ in range(5):
        pay(kiosk.journal)
    return kiosk


def give(page: Page, path: Path) -> None:
    page.get_by_role("link", name="پیک").click()
    page.get_by_label("انتخاب پرونده").set_input_files(path)
    expect(page.locator(".chosen")).to_have_text(path.name)
    page.get_by_role("button", name="به مرکز بسپار").click()


def on_disk(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "k-test.courier"
    path.write_bytes(content)
    return path


def test_a_file_is_given_and_its_answer_saved(
    visitor: Visitor, fleet: Fleet, kiosk: Kiosk, tmp_path: Path
) -> None:
    page = visitor.sign_in("ali")
    give(page, on_disk(tmp_path, carried(fleet.hub.city_dir, kiosk)))
    told = page.get_by_role("status")
    expect(told).to_contain_text(
        re.compile("۲۶.* رویداد تازه از کیوسک .*خیام ۱.* به مرکز سپرده شد")
    )
    with page.expect_download() as saved:
        told.get_by_role("link", name="ذخیرهٔ پاسخ").click()
    assert saved.value.suggested_filename.endswith(".answer")
    key = fleet.hub.identity.ack_key.verify_key
    answer = open_answer(Path(saved.value.path()).read_bytes(), lambda _: key)
    assert answer.device == kiosk.device
    row = page.locator("tbody tr")
    expect(row).to_contain_text("خیام ۱")
    expect(row).to_contain_text("ali")
    expect(row).to_contain_text("کامل")

    give(page, on_disk(tmp_path, carried(fleet.hub.city_dir, kiosk)))
    expect(page.get_by_role("status")).to_contain_text("چیزی عوض نشد")
    expect(page.locator("tbody tr")).to_have_count(2)


def test_a_torn_file_says_what_to_do(
    visitor: Visitor, fleet: Fleet, kiosk: Kiosk, tmp_path: Path
) -> None:
    page = visitor.sign_in()
    give(page, on_disk(tmp_path, carried(fleet.hub.city_dir, kiosk)[:-30]))
    expect(page.get_by_role("status")).to_contain_text("ناقص است")


def test_another_file_is_refused_in_words(
    visitor: Visitor, fleet: Fleet, kiosk: Kiosk, tmp_path: Path
) -> None:
    page = visitor.sign_in()
    give(page, on_disk(tmp_path, b"a photograph"))
    expect(page.get_by_role("alert")).to_contain_text("این پروندهٔ کیوسک نیست")
    visitor.complaints.clear()  # the browser notes the answer's status, 422
    with fleet.hub.sessions.reading() as session:
        assert list(courier_files(session)) == []


def test_without_a_file_the_page_says_so(visitor: Visitor, kiosk: Kiosk) -> None:
    page = visitor.sign_in()
    page.get_by_role("link", name="پیک").click()
    page.get_by_role("button", name="به مرکز بسپار").click()
    expect(page.get_by_role("alert")).to_contain_text("پرونده‌ای انتخاب نشده بود")
    visitor.complaints.clear()  # the browser notes the answer's status, 422


def test_every_refusal_has_its_words() -> None:
    reasons = ("form", "kind", "city", "recipient", "signature", "damaged", "unavailable", "key")
    assert {r for r in (*reasons, "none", "size") if not has_text(f"courier-refused-{r}")} == set()


def test_who_may_not_command_kiosks_gives_nothing(
    visitor: Visitor, fleet: Fleet, kiosk: Kiosk
) -> None:
    add_staff(fleet.hub, "nasrin", Role.AUDITOR)
    page = visitor.sign_in("nasrin")
    expect(page.get_by_role("link", name="پیک")).to_have_count(0)
    file = FilePayload(name="a.courier", mimeType="x/y", buffer=b"1")
    answer = page.request.post(f"{visitor.address}/courier", multipart={"file": file})
    assert answer.status == 403


def test_a_form_of_another_site_gives_nothing(
    visitor: Visitor, fleet: Fleet, kiosk: Kiosk
) -> None:
    page = visitor.sign_in()
    content = carried(fleet.hub.city_dir, kiosk)
    file = FilePayload(name="a.courier", mimeType="x/y", buffer=content)
    answer = page.request.post(
        f"{visitor.address}/courier", multipart={"file": file, "form_token": "guessed"}
    )
    assert answer.status == 403
    with fleet.hub.sessions.reading() as session:
        assert list(courier_files(session)) == []


def test_a_stranger_is_turned_away_before_the_file_is_read(visitor: Visitor, kiosk: Kiosk) -> None:
    """Otherwise anybody could fill the hub's disk. The answer comes before its first byte."""
    host, port = visitor.address.removeprefix("https://").split(":")
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    asked = (
        f"POST /courier HTTP/1.1\r\nHost: {host}\r\nContent-Length: 500000000\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\nAccept: text/html\r\n\r\n"
    )
    with (
        socket.create_connection((host, int(port)), 20) as plain,
        context.wrap_socket(plain) as line,
    ):
        line.sendall(asked.encode())
        assert line.recv(4096).startswith(b"HTTP/1.1 303")
