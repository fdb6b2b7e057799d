"""What the public page says of each receipt, over HTTPS and on both databases."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from sqlalchemy import func, select

from central.configuration import Scope
from central.configuration.changing import set_value
from central.fleet import revoke
from central.hub import Hub
from central.ingest import StoredEvent
from central.ingesting import projections
from central.receipts.texts import LANGUAGES, Texts
from central.settlement import Days, read_bank_file, take_bank_file
from contract.configuration import Origin
from contract.events import Outcome
from contract.receipt_record import ReceiptBill
from contract.values import jalali_local
from tests.central.console.rig import Fleet, ServedHub, open_test_hub
from tests.central.receipts.rig import Paper, paper
from tests.central.support.kiosk import Kiosk
from tests.central.support.payments import (
    AMOUNT,
    BILL,
    PAYMENT,
    closed,
    declined,
    requested,
    started,
    unknown,
    whole_payment,
)

DAY_MS = 86_400_000
FA, EN = Texts("fa"), Texts("en")


@dataclass(frozen=True)
class Desk:
    """A served hub with one kiosk; asks as a phone does."""

    hub: Hub
    fleet: Fleet
    kiosk: Kiosk
    address: str

    def open(self, path: str, **headers: str) -> httpx.Response:
        return httpx.get(self.address + path, verify=False, headers=headers)  # noqa: S501

    def paper(self, transaction: bytes, outcome: str = "paid") -> Paper:
        return paper(self.kiosk, transaction, self.hub.now_ms() - 2 * DAY_MS, outcome=outcome)

    def says(self, shown: Paper, *keys: str) -> str:
        """Opens the page and looks for the sentences. Returns it whole."""
        answer = self.open(shown.path)
        assert answer.status_code == 200
        for key in keys:
            assert FA(key) in answer.text, key
        return answer.text

    def settle(self, days_ago: int, rrn: str, amount: int = AMOUNT) -> None:
        rows = ["terminal,rrn,amount,date"]
        for ago, name, rials in ((days_ago, rrn, amount), (0, "last", 1_000)):
            date, _ = jalali_local(self.hub.now_ms() - ago * DAY_MS)
            rows.append(f"T1,{name},{rials},{date.text}")
        file = read_bank_file("bank.csv", "\n".join(rows).encode())
        take_bank_file(self.hub, file, Days(), "test", projections())


@pytest.fixture
def desk(tmp_path: Path, database_url: str) -> Iterator[Desk]:
    hub = open_test_hub(tmp_path, database_url)
    fleet = Fleet(hub)
    with ServedHub(hub) as served:
        yield Desk(hub, fleet, fleet.kiosk("خیام"), served.address)
    hub.engine.dispose()


def test_a_receipt_of_an_offline_kiosk_is_proven_by_its_signature_alone(desk: Desk) -> None:
    told = desk.says(
        desk.paper(b"t" * 16), "paid-recorded", "paid-recorded-do", "step-reached-waits",
        "step-settled-waits",
    )  # fmt: skip
    assert "۱٬۲۵۰٬۰۰۰" in told
    assert "خیام" in told


def test_what_has_reached_the_city_is_said_with_its_time(desk: Desk) -> None:
    transaction = desk.fleet.pay(desk.kiosk, whole_payment(), ago_ms=2 * DAY_MS)
    told = desk.says(desk.paper(transaction), "paid-reached-do", "step-settled-waits")
    assert FA("step-reached-waits") not in told


def test_what_the_bank_has_settled_is_said(desk: Desk) -> None:
    transaction = desk.fleet.pay(desk.kiosk, whole_payment(), ago_ms=2 * DAY_MS)
    desk.settle(2, "898194184")
    told = desk.says(desk.paper(transaction), "paid-settled", "paid-settled-do")
    assert FA("mark-notice") not in told


def test_an_unknown_result_says_do_not_pay_again(desk: Desk) -> None:
    transaction = desk.fleet.pay(
        desk.kiosk, [started(), requested(), unknown(), closed(Outcome.UNKNOWN)], 2 * DAY_MS
    )
    told = desk.says(desk.paper(transaction, "unknown"), "open", "step-settled-waits")
    assert FA("paid-settled") not in told


def test_what_the_bank_did_not_take_is_said(desk: Desk) -> None:
    transaction = desk.fleet.pay(
        desk.kiosk, [started(), requested(), unknown(), closed(Outcome.UNKNOWN)], 2 * DAY_MS
    )
    desk.settle(3, "9", 7)
    told = desk.says(desk.paper(transaction, "unknown"), "not-taken", "step-settled-not_taken")
    assert FA("paid-settled") not in told


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"bills": (ReceiptBill(BILL, PAYMENT, AMOUNT + 1),)}, "differs-amount"),
        ({"bills": (ReceiptBill("1000012726167", "1", AMOUNT),)}, "differs-bill"),
        ({"tracking": "3056000124"}, "differs-code"),
    ],
)
def test_paper_and_hub_that_disagree_are_told_plainly(
    desk: Desk, changed: dict[str, object], key: str
) -> None:
    transaction = desk.fleet.pay(desk.kiosk, whole_payment())
    told = desk.says(desk.paper(transaction).saying(**changed), "disputed", key)
    assert FA("paid-settled") not in told


def test_a_paid_paper_of_a_declined_payment_is_told_plainly(desk: Desk) -> None:
    transaction = desk.fleet.pay(
        desk.kiosk, [started(), requested(), declined(), closed(Outcome.DECLINED)]
    )
    told = desk.says(desk.paper(transaction), "disputed", "differs-outcome")
    assert FA("paid-settled") not in told


def test_a_payment_of_another_kiosk_is_told_plainly(desk: Desk) -> None:
    other = desk.fleet.kiosk("سپه")
    transaction = desk.fleet.pay(other, whole_payment())
    told = desk.says(desk.paper(transaction), "disputed", "differs-kiosk")
    assert FA("paid-settled") not in told


@pytest.mark.parametrize("code", ["hello", "A" * 200, "A" * 900, "1"])
def test_what_is_no_code_of_ours_says_what_to_do(desk: Desk, code: str) -> None:
    answer = desk.open(f"/r/{code}")
    assert answer.status_code == 400
    assert FA("refused-unreadable") in answer.text


def test_a_strangers_receipt_and_a_forged_one_are_told_apart(desk: Desk) -> None:
    stranger = Paper(Kiosk(), desk.paper(b"t" * 16).record)
    assert FA("refused-stranger") in desk.open(stranger.path).text
    code = desk.paper(b"t" * 16).code
    answer = desk.open(f"/R/{code[:20]}{'A' if code[20] != 'A' else 'B'}{code[21:]}")
    assert FA("refused-forged") in answer.text
    assert "۱٬۲۵۰٬۰۰۰" not in answer.text


def test_a_revoked_kiosks_word_counts_only_as_far_as_the_city_has_it(desk: Desk) -> None:
    reached = desk.fleet.pay(desk.kiosk, whole_payment())
    with desk.hub.sessions.writing() as session:
        revoke(session, desk.kiosk.device, "stolen", desk.hub.now_ms())
    told = desk.says(desk.paper(reached), "paid-reached")
    assert FA("paid-settled") not in told
    told = desk.says(desk.paper(b"t" * 16), "refused-revoked")
    assert FA("paid-recorded") not in told


def test_the_number_to_call_is_the_one_that_is_set_for_the_city(desk: Desk) -> None:
    assert "۱۳۷" in desk.open("/r/hello").text
    set_value(desk.hub, Scope(Origin.CITY), "support_phone", "02833228888", "test")
    assert "۰۲۸۳۳۲۲۸۸۸۸" in desk.open("/r/hello").text


def test_letters_of_any_size_are_read(desk: Desk) -> None:
    shown = desk.paper(b"t" * 16)
    assert FA("paid-recorded") in desk.open(f"/r/{shown.code.lower()}").text


def test_english_is_for_whoever_asks_for_it(desk: Desk) -> None:
    shown = desk.paper(b"t" * 16)
    asked = desk.open(f"{shown.path}?lang=en")
    accepted = desk.open(shown.path, **{"accept-language": "en-GB,fa;q=0.5"})
    persian = desk.open(f"{shown.path}?lang=fa", **{"accept-language": "en"})
    assert EN("paid-recorded-do") in asked.text.replace("&#39;", "'")
    assert 'lang="en" dir="ltr"' in accepted.text
    assert 'lang="fa" dir="rtl"' in persian.text


def test_nothing_is_kept_and_nothing_may_be_cached_or_told_on(desk: Desk) -> None:
    events = _events(desk)
    headers = desk.open(desk.paper(b"t" * 16).path).headers
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert "script-src 'self'" in headers["content-security-policy"]
    assert "set-cookie" not in headers
    assert _events(desk) == events


def test_no_bill_and_no_card_stands_on_the_page(desk: Desk) -> None:
    transaction = desk.fleet.pay(desk.kiosk, whole_payment())
    told = desk.says(desk.paper(transaction), "paid-reached")
    for secret in ("1117753200140", "۱۱۱۷۷۵۳۲۰۰۱۴۰", "0014", "۰۰۱۴", "<script", "style="):
        assert secret not in told


def test_who_asks_too_often_is_told_to_wait(desk: Desk) -> None:
    shown = desk.paper(b"t" * 16)
    with httpx.Client(verify=False) as phone:  # noqa: S501
        answers = [phone.get(desk.address + shown.path) for _ in range(31)]
    assert [answer.status_code for answer in answers] == [200] * 30 + [429]
    assert int(answers[-1].headers["retry-after"]) <= 60
    assert FA("too-many") in answers[-1].text


def test_both_languages_have_the_same_sentences() -> None:
    folder = Path(__file__).parents[3] / "central" / "receipts"
    keys = [
        {line.split(" = ")[0] for line in (folder / f"{name}.ftl").read_text().splitlines()
         if " = " in line}
        for name in LANGUAGES
    ]  # fmt: skip
    assert keys[0] == keys[1]


def _events(desk: Desk) -> int:
    with desk.hub.sessions.reading() as session:
        return session.scalar(select(func.count()).select_from(StoredEvent)) or 0
