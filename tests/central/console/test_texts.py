"""Every sentence is in the catalogue, and the catalogue can say all that the rules find."""

import re
from pathlib import Path

from central.console import texts
from central.console.figures import DAY_MS, HOUR_MS, MINUTE_MS, exact_time, large_sum, span
from central.console.findings import cause, next_step
from central.fleet import Finding, Severity, health
from contract.closing import ClosingReason
from contract.configuration import SETTINGS, Origin
from contract.reference import Dataset
from contract.telemetry import Component
from contract.values import strip_isolates
from hardware.reasons import Reason

CONSOLE = Path(texts.__file__).parent
SOURCES = [
    *CONSOLE.rglob("*.html"),
    *CONSOLE.glob("*.py"),
    *(CONSOLE.parent / "staff").glob("*.py"),
]


def test_every_text_that_is_asked_for_exists() -> None:
    call = re.compile(r'\b(?:t|text)\(\s*"([a-z_-]*[a-z])"[,)\s]')
    asked = {key for path in SOURCES for key in call.findall(path.read_text("utf-8"))}
    assert len(asked) > 100
    assert {key for key in asked if not texts.has_text(key)} == set()


def test_every_setting_every_place_where_it_may_be_set_and_every_dataset_has_its_words() -> None:
    wanted = [
        *(f"setting-{key}" for key in SETTINGS),
        *(f"origin-{origin.value}" for origin in Origin),
        *(f"dataset-{dataset.value}" for dataset in Dataset),
    ]
    assert [key for key in wanted if not texts.has_text(key)] == []


def test_no_sentence_stands_in_a_template_or_a_script() -> None:
    persian = re.compile(r"[\u0621-\u065f\u0670-\u06d3]{2,}")
    for path in [*CONSOLE.rglob("*.html"), *(CONSOLE / "static").glob("*.js")]:
        code = re.sub(r"//.*", "", path.read_text("utf-8"))
        assert persian.findall(code) == [], path.name


def test_every_finding_has_a_cause_and_a_next_step_in_words() -> None:
    source = Path(health.__file__).read_text("utf-8")
    pairs = set(re.findall(r'"([a-z_]+)",\s*"([a-z_]+)"', source))
    components = {
        (f"{component}_{state}", step)
        for component in Component
        for state in ("failed", "absent", "degraded", "low")
        for _, step in [health._SERIOUSNESS[component]]
    }
    by_reason = {(cause_key, step) for _, cause_key, step in health._BY_REASON.values()}
    assert len(pairs) > 8
    for cause_key, step in pairs | components | by_reason:
        finding = Finding(Severity.WARNING, cause_key, step, 0, 3)
        assert cause(finding, "خیام")
        assert next_step(finding, "خیام")


def test_every_reason_that_a_device_gives_has_words() -> None:
    assert {reason.value for reason in Reason if not texts.has_text(f"reason-{reason}")} == set()


def test_every_reason_of_a_clerk_has_words() -> None:
    assert [r for r in ClosingReason if not texts.has_text(f"reason-clerk_{r.value}")] == []


def test_a_number_that_is_not_known_is_never_said_to_be_nought() -> None:
    finding = Finding(Severity.ATTENTION, "ups_on_battery", "ask_about_mains", 0, None)
    assert "۰٪" not in strip_isolates(cause(finding, "خیام"))
    assert "نامعلوم" in cause(finding, "خیام")


def test_spans_and_sums_read_as_people_say_them() -> None:
    said = {
        3_000: "۳ ثانیه",
        12 * MINUTE_MS: "۱۲ دقیقه",
        HOUR_MS: "۱ ساعت",
        HOUR_MS + 4 * MINUTE_MS: "۱ ساعت و ۴ دقیقه",
        3 * DAY_MS: "۳ روز",
        -5: "۰ ثانیه",
    }
    for milliseconds, words in said.items():
        assert strip_isolates(span(milliseconds)) == words
    assert strip_isolates(large_sum(4_120_000_000)) == "۴ میلیارد و ۱۲۰ میلیون ریال"
    assert strip_isolates(large_sum(999_000)) == "۹۹۹٬۰۰۰ ریال"
    assert strip_isolates(large_sum(2_000_000_000)) == "۲ میلیارد ریال"
    moment = strip_isolates(exact_time(1_795_409_107_000))
    assert moment == "دوشنبه ۲ آذر ۱۴۰۵، ۰۸:۱۵:۰۷"
