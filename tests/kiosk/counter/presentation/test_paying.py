"""How a payment ended, told on the screen where no paper came out, in the visitor's language."""

import re
from dataclasses import replace

import pytest
from msgspec.structs import replace as changed

from contract.values import strip_isolates
from kiosk.boundary.screens import Done
from kiosk.counter.preferences import first_preferences
from kiosk.counter.presentation import present
from kiosk.counter.speaking import Speaker
from kiosk.journeys.money import Paid, Slip, Unsettled
from kiosk.journeys.payment import Finished
from kiosk.journeys.states import Paying
from kiosk.speech import Utterance
from kiosk.texts import Texts
from tests.kiosk.counter.presentation.test_information import AROUND, EN, FA
from tests.kiosk.journeys.samples import RECORD, approval, payment

PAYMENT = payment()
PAID, UNSETTLED = Paid(approval(PAYMENT)), Unsettled("timeout")
CODE = "PISHKHAN1:ABCDEFGH"
PERSIAN_LETTER = re.compile(r"[\u0600-\u06ff]")


class Recorder:
    """A voice that keeps what it is given."""

    is_there = True

    def __init__(self) -> None:
        self.said: list[Utterance] = []

    def say(self, utterance: Utterance) -> None:
        self.said.append(utterance)

    def stop(self) -> None: ...


def without_paper(texts: Texts, result: Paid | Unsettled, listening: bool = False) -> Done:
    wants = changed(first_preferences(texts), listening="on" if listening else "off")
    around = replace(AROUND, receipt_code=CODE, preferences=wants)
    screen = present(
        Paying(Finished(PAYMENT, result, Slip.NOT_PRINTED, "paper_end")), around, texts
    )
    assert isinstance(screen, Done)
    return screen


@pytest.mark.parametrize("result", [PAID, UNSETTLED])
def test_a_receipt_on_the_screen_is_english_for_a_visitor_in_english(
    result: Paid | Unsettled,
) -> None:
    screen = without_paper(EN, result)
    told = str(screen).replace(RECORD.title, "").replace("قزوین", "").replace("خیام", "")
    others = "".join(choice.label for choice in screen.pills)
    assert PERSIAN_LETTER.findall(told.replace(others, "")) == []
    assert screen.qr == CODE
    assert screen.tracking is not None
    assert strip_isolates(screen.tracking.grouped) == PAYMENT.ticket.tracking.grouped()


@pytest.mark.parametrize(("texts", "language"), [(EN, "en"), (FA, "fa")])
def test_it_is_read_aloud_in_the_same_language_with_the_tracking_code_digit_by_digit(
    texts: Texts, language: str
) -> None:
    voice = Recorder()
    Speaker(voice).shown(without_paper(texts, PAID, listening=True), texts)
    (said,) = voice.said
    assert said.language == language
    code = {"en": "three zero five six", "fa": "سه صفر پنج شش"}
    assert code[language] in said.text


def test_who_reads_another_calendar_is_told_the_day_of_the_result_in_both() -> None:
    english, persian = (without_paper(texts, UNSETTLED).notices[0].text for texts in (EN, FA))
    assert "21 November 2026 (Saturday, 30 Aban 1405)" in strip_isolates(english)
    assert not re.search("2026|۲۰۲۶", persian)
