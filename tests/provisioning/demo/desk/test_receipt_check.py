"""What a phone in the network is told of a receipt's code."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from msgspec import structs
from nacl.signing import SigningKey

from contract.receipt_record import ReceiptBill, ReceiptRecord, encode_receipt_record
from contract.values import TrackingCode
from edge_agent.device import DeviceDirectory
from provisioning.demo.desk.application import STATIC
from provisioning.demo.desk.receipt_check import check_application, lan_address
from provisioning.demo.desk.serving import served
from provisioning.demo.desk.texts import text
from tests.support.ports import LOOPBACK, free_port

RECORD = ReceiptRecord(
    outcome="paid",
    transaction=bytes(16),
    tracking=TrackingCode.make(3056, 12).text,
    reference="0123456789ab",
    bills=(ReceiptBill("1000012726167", "119350285", 1_193_000),),
    utc_ms=1_795_500_000_000,
    rrn="898194184027",
    terminal="52500041",
)


@dataclass(frozen=True)
class Phone:
    url: str
    key: SigningKey

    def checks(self, code: str) -> str:
        answer = httpx.post(self.url, data={"code": code})
        assert answer.status_code == 200
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        return answer.text


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[Phone]:
    directory = DeviceDirectory(tmp_path / "device")
    directory.create()
    key = directory.create_signing_key()
    port = free_port()
    with served(check_application(directory, str(STATIC)), LOOPBACK, port):
        yield Phone(f"http://{LOOPBACK}:{port}/", key)


def test_a_code_that_the_kiosk_signed_is_told_with_its_payment(phone: Phone) -> None:
    told = phone.checks(encode_receipt_record(RECORD, phone.key, None))
    assert text("check-paid") in told
    assert "۱٬۱۹۳٬۰۰۰" in told
    assert "۸۹۸۱۹۴۱۸۴۰۲۷" in told


def test_lines_that_the_phone_has_broken_do_no_harm(phone: Phone) -> None:
    code = encode_receipt_record(RECORD, phone.key, None)
    assert text("check-paid") in phone.checks(f" {code[:60]}\r\n{code[60:]}\n")


def test_an_unknown_result_says_do_not_pay_again(phone: Phone) -> None:
    unknown = structs.replace(RECORD, outcome="unknown", rrn="", terminal="")
    assert text("check-unknown") in phone.checks(encode_receipt_record(unknown, phone.key, None))


def test_a_code_signed_by_another_is_not_trusted(phone: Phone) -> None:
    told = phone.checks(encode_receipt_record(RECORD, SigningKey.generate(), None))
    assert text("check-forged") in told
    assert "۱٬۱۹۳٬۰۰۰" not in told


@pytest.mark.parametrize("code", ["", "hello", "PISHKHAN1:", "PISHKHAN1:AAAA", "<script>"])
def test_what_is_no_receipts_code_is_called_unreadable(phone: Phone, code: str) -> None:
    told = phone.checks(code)
    assert text("check-unreadable") in told or text("check-forged") in told
    assert "<script>" not in told


def test_nothing_else_of_the_demo_is_there(phone: Phone) -> None:
    for path in ("do", "screen", "news", "paper/receipt-0001.png", "docs", "openapi.json"):
        assert httpx.get(phone.url + path).status_code in (404, 405)


def test_the_address_in_the_network_is_an_address() -> None:
    assert len(lan_address().split(".")) == 4
