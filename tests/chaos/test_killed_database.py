"""The hub's PostgreSQL is killed in mid-drain and while nothing happens: nothing is acknowledged
that is not committed, and the hub goes on by itself."""

import pytest

from tests.end_to_end.bad_days.judging import Trial
from tests.end_to_end.bad_days.town import Town
from tests.support.postgresql import PostgreSQL

pytestmark = pytest.mark.timeout(600)


def test_a_killed_database_loses_and_doubles_nothing(
    town: Town, postgresql: PostgreSQL, request: pytest.FixtureRequest
) -> None:
    with town.fault_line() as line, town.kiosk(line) as kiosk:
        trial = Trial(town, request, "database killed in mid-drain", (kiosk,))
        kiosk.start()
        trial.after(lambda: kiosk.pay(1))
        town.pay_until_in_mid_drain(kiosk, line)

        def recovering() -> None:
            postgresql.kill_and_start_again()
            line.becomes()

        trial.after(recovering)

        def at_rest() -> None:
            postgresql.kill_and_start_again()
            kiosk.pay(5)

        trial.after(at_rest)
        trial.verify()
