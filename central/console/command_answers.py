"""Why a command ended as it did, in the reader's language.

An answer of a kiosk that knew no codes yet, or of one newer than this hub, is its own line.
"""

from collections.abc import Callable, Mapping

from central.commanding import CommandOrder
from central.console.figures import number
from central.console.findings import reason
from central.console.texts import has_text, text
from contract.command_answer import AnswerCode
from contract.errors import DamagedData
from contract.values import isolate_ltr, jalali_local

WITHOUT_WORDS = frozenset({AnswerCode.NOTHING_TO_ADD, AnswerCode.IN_WORDS})


def answer_line(order: CommandOrder) -> str:
    """Empty where there is nothing to add to how it stands."""
    try:
        return _said(order.code or "", order.figures or {}) or order.detail or ""
    except (DamagedData, ValueError, OverflowError, OSError):
        return order.detail or ""  # the figures are not as the contract has them


def _said(code: str, figures: Mapping[str, str]) -> str:
    """Empty for a code without words. Raises DamagedData when a figure is missing, and what a
    figure that is none raises."""
    if code == AnswerCode.DATA_APPLIED:
        return "، ".join(_dataset(name, version) for name, version in figures.items())
    if code in WITHOUT_WORDS or not has_text(f"answer-{code}"):
        return ""
    said = {name: _FIGURES[name](value) for name, value in figures.items() if name in _FIGURES}
    return text(f"answer-{code}", **said)


def _dataset(name: str, version: str) -> str:
    title = text(f"dataset-{name}") if has_text(f"dataset-{name}") else name
    return text("answer-data_applied", dataset=title, version=_number(version))


def _number(value: str) -> str:
    return number(int(value))


def _day(utc_ms: str) -> str:
    return jalali_local(int(utc_ms))[0].long()


_FIGURES: Mapping[str, Callable[[str], str]] = {
    "lines": _number,
    "kib": _number,
    "minutes": _number,
    "utc_ms": _day,
    "version": isolate_ltr,
    "reason": reason,
}
