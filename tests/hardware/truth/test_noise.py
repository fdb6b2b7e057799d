"""Dots that change or vanish on their way: no checksum tells a printer, or us, of that.

A page may then come out spoiled, and its proof with it. What holds all the same: nothing comes
out twice, what is said not to be printed is not, and the next page after it is right again.
"""

import pytest

from tests.hardware.truth.printers_under_test import PRINTERS, PrinterVariant
from tests.hardware.truth.printing_round import PrintingRound, Troubles
from tests.hardware.truth.rounds import run_rounds, telling
from tests.support.truth import truth_options

_SERIAL = [variant for variant in PRINTERS if variant.listen == "pty"]


@pytest.mark.parametrize("variant", _SERIAL, ids=str)
def test_through_noise_nothing_comes_out_twice_or_against_our_word(
    variant: PrinterVariant, request: pytest.FixtureRequest
) -> None:
    options = truth_options(request.config)
    tally = run_rounds(
        lambda seed: PrintingRound(seed, variant, troubles=Troubles.NOISE),
        options.seeds[: max(1, options.rounds // 3)],
        request.node.nodeid,
    )
    telling(request.node, f"{variant}, noise", tally)
    assert sum(tally.counts.values()) > 0
