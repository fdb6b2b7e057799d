"""A bug is a bug in the model too: code with a planted one is found out, within a few rounds."""

import pytest

from tests.protocol_model.broken import Broken
from tests.protocol_model.planted.command_bugs import COMMAND_BUGS
from tests.protocol_model.planted.courier_bugs import COURIER_BUGS
from tests.protocol_model.planted.hub_bugs import HUB_BUGS
from tests.protocol_model.planted.planting import Planted
from tests.protocol_model.planted.uplink_bugs import UPLINK_BUGS
from tests.protocol_model.prepared import Prepared
from tests.protocol_model.round import Round

MOST_ROUNDS = 400
"""The first is one that is known to find it, as long as schedules are drawn as they are."""


@pytest.mark.parametrize("bug", [*UPLINK_BUGS, *COMMAND_BUGS, *HUB_BUGS, *COURIER_BUGS], ids=str)
def test_a_protocol_with_a_bug_is_found_out(bug: Planted, made: Prepared) -> None:
    with bug.in_place(), pytest.raises(Broken):
        for seed in range(bug.seed, bug.seed + MOST_ROUNDS):
            Round(seed, bug.troubles).run(made)
