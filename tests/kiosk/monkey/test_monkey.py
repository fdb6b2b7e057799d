"""However it is treated, the kiosk goes on, and money stays money.

`make monkey` plays tens of thousands of touches with a seed of the day.
"""

from pathlib import Path

import pytest

from contract.events import PaymentApproved, PaymentClosed, PaymentStarted
from edge_agent.journal import active_journal, verify
from tests.kiosk.counter.kiosk_room import KioskRoom
from tests.kiosk.monkey.monkey import Monkey
from tests.support.monkey import monkey_options


def test_whatever_is_touched_the_kiosk_goes_on_and_the_money_is_right(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    options = monkey_options(request.config)
    with KioskRoom(tmp_path) as room:
        room.know_all()
        counter = room.start()
        room.arrive()
        monkey = Monkey(room, options.seed)
        monkey.play(options.touches)
        assert counter.exit_code is None, room.log
        monkey.mend()
        room.until_nobody_is_served()
        assert "Traceback" not in room.log, room.log
        taken = sorted(charge.amount for charge in room.charges)
        approved = sorted(e.amount for e in room.events if isinstance(e, PaymentApproved))
        assert taken == approved
        begun = sum(isinstance(event, PaymentStarted) for event in room.events)
        assert begun == sum(isinstance(event, PaymentClosed) for event in room.events)
        assert len(monkey.seen) >= options.screens, monkey.seen
        room.stop()
        assert verify(active_journal(room.directory.journals_path, "kiosk").path).ok
