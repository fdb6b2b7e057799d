"""Every reason has its fault, every fault its words."""

import pytest

from hardware.faults import FAULTS, Effect, Fault, Language, device_name, effect_of, fault_words
from hardware.reasons import Reason
from hardware.state import Component, DeviceState


def _named(fault: Fault) -> str:
    return f"{fault.component}-{fault.reason}"


def test_every_reason_is_the_fault_of_some_device() -> None:
    assert {fault.reason for fault in FAULTS} == set(Reason)


def test_a_reason_stands_once_for_each_device() -> None:
    named = [_named(fault) for fault in FAULTS]
    assert len(named) == len(set(named))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("fault", FAULTS, ids=_named)
def test_a_technician_reads_what_is_wrong_and_what_to_do(fault: Fault, language: Language) -> None:
    words = fault_words(fault.component, fault.reason, language)
    assert words.what.endswith(".")
    assert words.action.endswith(".")
    assert words.what != words.action


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("component", Component)
def test_every_device_has_a_name(component: Component, language: Language) -> None:
    assert device_name(component, language)


@pytest.mark.parametrize("component", Component)
def test_a_device_that_only_warns_stops_nobody(component: Component) -> None:
    assert effect_of(component, DeviceState.DEGRADED) is Effect.NONE


def test_without_a_terminal_no_payment_starts() -> None:
    assert effect_of(Component.TERMINAL, DeviceState.FAILED) is Effect.NO_PAYMENT


def test_without_paper_the_question_comes_first() -> None:
    for component in (Component.PRINTER, Component.PAPER):
        assert effect_of(component, DeviceState.FAILED) is Effect.PAPER_ASKED_FIRST
