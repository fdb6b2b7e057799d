"""A receipt's code: short enough for the paper, readable for years, worth nothing when changed."""

from pathlib import Path

import pytest
import segno
from msgspec.structs import replace
from nacl.signing import SigningKey

from contract.hello import BadMessage
from contract.receipt_record import (
    MOST_BILLS,
    ReceiptBill,
    ReceiptRecord,
    decode_receipt_record,
    encode_receipt_record,
    is_receipt_text,
)
from contract.signature import BadSignature, key_id
from hardware.paper.qr import QrDots

GOLDEN = Path(__file__).parent / "golden" / "receipt"
KEY = SigningKey(bytes(range(32)))
URL = "https://pay.shahr.ir"
NARROW_PAPER_DOTS = 384


def record(bills: int = 1) -> ReceiptRecord:
    return ReceiptRecord(
        outcome="paid",
        transaction=bytes(range(16, 32)),
        tracking="3056000124",
        reference="0123456789ab",
        bills=tuple(
            ReceiptBill("1000012726167", str(119350285 + place), 1_193_000 + place)
            for place in range(bills)
        ),
        utc_ms=1_795_500_000_000,
        rrn="898194184027",
        terminal="52500041",
    )


def decoded(text: str) -> ReceiptRecord:
    return decode_receipt_record(text, {key_id(bytes(KEY.verify_key)): KEY.verify_key}.get)


@pytest.mark.parametrize(("name", "bills"), [("first", 1), ("one_bill", 1), ("five_bills", 5)])
def test_a_receipt_printed_years_ago_is_still_read(name: str, bills: int) -> None:
    assert decoded((GOLDEN / f"{name}.txt").read_text()) == record(bills)


@pytest.mark.parametrize(("name", "bills", "url"), [("one_bill", 1, None), ("five_bills", 5, URL)])
def test_a_receipt_is_written_as_it_always_was(name: str, bills: int, url: str | None) -> None:
    text = encode_receipt_record(record(bills), KEY, url)
    assert text == (GOLDEN / f"{name}.txt").read_text().strip()


@pytest.mark.parametrize("url", [None, URL, f"{URL}/", "http://192.168.1.7:8443"])
@pytest.mark.parametrize("changed", [
    {"outcome": "unknown", "rrn": "", "terminal": ""},
    {"reference": "REF-ø-7", "terminal": "T1"},
    {"tracking": "0000000000", "rrn": "000000000001"},
])  # fmt: skip
def test_what_was_written_is_read_whatever_the_host(
    changed: dict[str, str], url: str | None
) -> None:
    written = replace(record(3), **changed)
    text = encode_receipt_record(written, KEY, url)
    assert decoded(text) == written
    assert decoded(text.lower()) == written
    assert is_receipt_text(text)


@pytest.mark.parametrize(("bills", "version"), [(1, 9), (MOST_BILLS, 11)])
def test_the_code_fits_narrow_paper_in_alphanumeric_mode(bills: int, version: int) -> None:
    text = encode_receipt_record(record(bills), KEY, URL)
    symbol = segno.make_qr(text, error="m")
    assert (symbol.mode, symbol.version) == ("alphanumeric", version)
    dots = QrDots(text)
    assert dots.side + 2 * dots.quiet <= NARROW_PAPER_DOTS


def test_any_changed_letter_breaks_it() -> None:
    text = encode_receipt_record(record(5), KEY, URL)
    start = text.index("/R/") + 3
    for place in range(start, len(text), 7):
        other = "A" if text[place] != "A" else "B"
        with pytest.raises((BadMessage, BadSignature)):
            decoded(f"{text[:place]}{other}{text[place + 1 :]}")


def test_a_code_that_was_cut_off_is_refused() -> None:
    text = encode_receipt_record(record(), KEY, URL)
    for end in range(len(text) - 1, 0, -9):
        with pytest.raises((BadMessage, BadSignature)):
            decoded(text[:end])


@pytest.mark.parametrize("text", ["", "https://pay.shahr.ir/kiosks", "PISHKHAN1:", "12345"])
def test_another_code_is_not_a_receipts(text: str) -> None:
    assert not is_receipt_text(text)
    with pytest.raises(BadMessage):
        decoded(text)
