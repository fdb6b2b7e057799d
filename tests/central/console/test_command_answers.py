"""What a kiosk answered to a command, on the console: by its code in Persian, or in its words."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from central.beginning import begin_journal
from central.commanding import CommandOrder, Wish, order_command, orders_of
from central.console.command_answers import WITHOUT_WORDS, answer_line
from central.ingesting import projections
from contract.command import CommandName
from contract.command_answer import AnswerCode
from contract.events import CommandFinished, CommandFinishedInWords
from contract.values import strip_isolates
from tests.central.console.rig import Fleet, open_test_hub
from tests.contract.document import answer_codes

VALUES = {
    "lines": "1200",
    "kib": "14",
    "utc_ms": "1800000000000",
    "version": "0.2.0",
    "proof": "process_id",
    "reason": "paper_end",
    "minutes": "10",
}
LINE = "some words of the kiosk"


def shown(code: str | None, **figures: str) -> str:
    order = CommandOrder(code=code, figures=figures, detail=LINE)
    return strip_isolates(answer_line(order))


@pytest.mark.parametrize("code", [code for code in AnswerCode if code not in WITHOUT_WORDS])
def test_every_code_is_told_in_persian_with_its_figures(code: AnswerCode) -> None:
    named = answer_codes()[code.value]
    figures = {name: VALUES[name] for name in named} or {"bills": "4", "fees": "2"}
    said = shown(code.value, **figures)
    assert said
    assert said != LINE
    assert not re.search("[A-Za-z]", re.sub(r"pishkhan [a-z ]+", "", said)), said


@pytest.mark.parametrize(
    ("code", "figures", "said"),
    [
        ("data_applied", {"bills": "4", "fees": "12"}, "قبض‌ها نسخهٔ ۴، تعرفه‌ها نسخهٔ ۱۲"),
        ("data_applied", {"of_tomorrow": "1"}, "of_tomorrow نسخهٔ ۱"),
        ("not_printed", {"reason": "paper_end"}, "چاپ نشد: کاغذ تمام شده"),
        ("not_printed", {"reason": "of_tomorrow"}, "چاپ نشد: of_tomorrow"),
        ("logs_sent", {"lines": "1200", "kib": "14"}, "۱٬۲۰۰ سطر، ۱۴ کیلوبایت"),
        (
            "release_staged",
            {"version": "0.2.0"},
            "نسخهٔ 0.2.0 آماده است و میان دو مراجعه آزموده می‌شود",
        ),
    ],
)
def test_figures_are_told_as_people_read_them(
    code: str, figures: dict[str, str], said: str
) -> None:
    assert shown(code, **figures) == said


@pytest.mark.parametrize(
    ("code", "figures"),
    [
        (None, {}),
        ("in_words", {}),
        ("of_tomorrow", {"n": "1"}),
        ("logs_sent", {}),
        ("logs_sent", {"key": "1", "lines": "many", "kib": "1"}),
        ("valid_until", {"utc_ms": "soon"}),
        ("valid_until", {"utc_ms": "9" * 30}),
    ],
)
def test_what_has_no_words_here_is_told_in_the_kiosks(
    code: str | None, figures: dict[str, str]
) -> None:
    """Of before there were codes, of a newer kiosk, or not as the contract has it."""
    assert shown(code, **figures) == LINE


def test_both_forms_of_the_event_reach_the_page(tmp_path: Path) -> None:
    hub = open_test_hub(tmp_path)
    begin_journal(hub)
    fleet = Fleet(hub)
    fleet.custody = replace(fleet.custody, projections=projections())
    kiosk = fleet.kiosk("خیام")
    old, new = (
        order_command(hub, Wish(kiosk.device, CommandName.REFRESH), "maryam") for _ in range(2)
    )
    kiosk.journal.append(
        CommandFinishedInWords(epoch=1, counter=old.counter, outcome="done", detail="bills 3")
    )
    kiosk.journal.append(
        CommandFinished(
            epoch=1,
            counter=new.counter,
            outcome="done",
            code="data_applied",
            figures={"bills": "4"},
            detail="bills 4",
        )
    )
    fleet.send(kiosk)
    with hub.sessions.reading() as session:
        lines = [strip_isolates(answer_line(each)) for each in orders_of(session, kiosk.device, 9)]
    assert lines == ["قبض‌ها نسخهٔ ۴", "bills 3"]
    hub.engine.dispose()
