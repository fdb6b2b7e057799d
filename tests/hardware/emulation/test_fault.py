"""How a fault is written, and what is said of one that can't be."""

import pytest

from contract.errors import InvalidValue
from hardware.emulation import Fault, FaultKind, Unit, When, parse_fault
from hardware.emulation.faulty_wire import WIRE_FAULTS

PAPER = FaultKind("paper-end", "the roll is empty", units=(Unit.ROW,))
KNOWN = (PAPER, *WIRE_FAULTS)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("paper-end", Fault("paper-end")),
        ("paper-end@row=300", Fault("paper-end", When(Unit.ROW, 300))),
        ("paper-end@second=2", Fault("paper-end", When(Unit.SECOND, 2))),
        ("garble=2.5", Fault("garble", None, 2.5)),
        ("unplug@byte=200=5", Fault("unplug", When(Unit.BYTE, 200), 5.0)),
    ],
)
def test_a_fault_is_a_name_when_and_how_much(text: str, fault: Fault) -> None:
    assert parse_fault(text, KNOWN) == fault


@pytest.mark.parametrize("text", ["paper-ends", "", "garble 5", "unplug=", "garble=-1", "slow@="])
def test_an_unknown_fault_names_all_known_ones(text: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        parse_fault(text, KNOWN)
    for kind in KNOWN:
        assert kind.form in refused.value.next_step


def test_a_fault_that_cannot_wait_for_that_says_what_it_can_wait_for() -> None:
    with pytest.raises(InvalidValue, match="@byte=N or @second=N"):
        parse_fault("slow@row=3", KNOWN)


def test_a_value_where_there_is_none_is_refused() -> None:
    with pytest.raises(InvalidValue, match="takes no value"):
        parse_fault("paper-end=3", KNOWN)
