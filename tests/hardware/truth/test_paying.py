"""Thousands of payments through all that can go wrong: what the driver says is in the ledger."""

import pytest

from tests.hardware.truth.paying_round import PayingRound
from tests.hardware.truth.rounds import MORE_WORKERS, run_rounds, telling
from tests.hardware.truth.terminals_under_test import TERMINALS, TerminalVariant
from tests.support.truth import truth_options

_CALM_ROUNDS = 6
_MOST_UNKNOWN = 0.75


@pytest.mark.parametrize("variant", TERMINALS, ids=str)
def test_what_a_terminal_says_is_what_is_in_the_ledger(
    variant: TerminalVariant, request: pytest.FixtureRequest
) -> None:
    seeds = truth_options(request.config).seeds
    tally = run_rounds(
        lambda seed: PayingRound(seed, variant), seeds, request.node.nodeid, MORE_WORKERS
    )
    telling(request.node, f"{variant}", tally)
    assert len(seeds) < 10 or tally.unknown_share < _MOST_UNKNOWN, tally


@pytest.mark.parametrize("variant", TERMINALS, ids=str)
def test_where_nothing_goes_wrong_nothing_is_unknown(
    variant: TerminalVariant, request: pytest.FixtureRequest
) -> None:
    tally = run_rounds(
        lambda seed: PayingRound(seed, variant, variant.open_patiently, is_calm=True),
        range(_CALM_ROUNDS),
        request.node.nodeid,
    )
    assert set(tally.counts) <= {"approved", "not taken"}, tally
    assert tally.counts["approved"] > tally.total // 4, tally
