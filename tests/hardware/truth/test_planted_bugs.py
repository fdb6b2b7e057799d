"""A bug is a bug in the test suite too: drivers with a planted one are found out."""

from collections.abc import Callable

import pytest

from hardware.terminals import PaymentTerminal
from tests.hardware.truth import planted_printers, planted_terminals
from tests.hardware.truth.paying_round import PayingRound
from tests.hardware.truth.printers_under_test import PRINTERS, PrinterVariant
from tests.hardware.truth.printing_round import PrintingRound
from tests.hardware.truth.rounds import run_rounds
from tests.hardware.truth.terminals_under_test import TERMINALS

_ROUNDS = range(1, 121)


@pytest.mark.parametrize("variant", [PRINTERS[0], PRINTERS[-1]], ids=str)
@pytest.mark.parametrize("bug", planted_printers.PLANTED, ids=lambda bug: bug.__name__)
def test_a_printer_that_lies_is_found_out(
    bug: type[planted_printers.Planted], variant: PrinterVariant
) -> None:
    opening = planted_printers.planted(bug, variant.open)
    with pytest.raises(AssertionError, match="Lie"):
        run_rounds(lambda seed: PrintingRound(seed, variant, opening), _ROUNDS, "")


@pytest.mark.parametrize(("bug", "name"), planted_terminals.PLANTED)
def test_a_terminal_that_lies_is_found_out(
    bug: Callable[[PaymentTerminal], PaymentTerminal], name: str
) -> None:
    variant = next(variant for variant in TERMINALS if variant.name == name)
    opening = planted_terminals.planted(bug, variant.open)
    with pytest.raises(AssertionError, match="Lie"):
        run_rounds(lambda seed: PayingRound(seed, variant, opening), _ROUNDS, "")
