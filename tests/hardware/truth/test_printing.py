"""Thousands of pages through all that can go wrong: what the driver says is what is on paper."""

import pytest

from tests.hardware.truth.printers_under_test import PATIENT, PRINTERS, PrinterVariant
from tests.hardware.truth.printing_round import PrintingRound, Troubles
from tests.hardware.truth.rounds import run_rounds, telling
from tests.support.truth import truth_options

_CALM_ROUNDS = 6
_MOST_UNKNOWN = 0.6


@pytest.mark.parametrize("variant", PRINTERS, ids=str)
def test_what_a_printer_says_is_what_is_on_paper(
    variant: PrinterVariant, request: pytest.FixtureRequest
) -> None:
    seeds = truth_options(request.config).seeds
    tally = run_rounds(lambda seed: PrintingRound(seed, variant), seeds, request.node.nodeid)
    telling(request.node, f"{variant}", tally)
    assert len(seeds) < 10 or tally.unknown_share < _MOST_UNKNOWN, tally


@pytest.mark.parametrize("variant", PRINTERS, ids=str)
def test_where_nothing_goes_wrong_everything_is_printed(
    variant: PrinterVariant, request: pytest.FixtureRequest
) -> None:
    tally = run_rounds(
        lambda seed: PrintingRound(seed, variant, timing=PATIENT, troubles=Troubles.NONE),
        range(_CALM_ROUNDS),
        request.node.nodeid,
    )
    assert set(tally.counts) == {"printed"}, tally
