"""The line of a whole city comes back: all its kiosks are there in the same second."""

import asyncio
import time
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from central.database import open_engine
from central.enrolment.certificates import load_authority
from contract.trust import KeyPurpose, open_trust_list
from tests.end_to_end.bad_days.returning import all_come_back, enrolled
from tests.end_to_end.bad_days.town import Town
from tests.support.reliability import BadDay, told_bad_day

pytestmark = pytest.mark.timeout(3_600)


def test_kiosks_that_return_in_the_same_second_are_all_heard(
    town: Town, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    city = town.city.administrator.city
    engine = open_engine(town.copy.url)
    with Session(engine) as session, session.begin():
        kiosks = enrolled(
            town.size.returning, session, load_authority(city.path), city.path, tmp_path
        )
    engine.dispose()
    root = city.certificate("root").read_bytes()
    trust = open_trust_list(city.trust.read_bytes(), root)
    began = time.monotonic()
    asyncio.run(
        all_come_back(kiosks, town.broker_port, lambda key: trust.find(KeyPurpose.ACK, key))
    )
    took_s = time.monotonic() - began
    lost = doubled = 0
    for each in kiosks:
        journal = each.kiosk.journal
        held = town.copy.held(journal.id)
        through, events = (0, 0) if held is None else (held.through, held.events)
        lost += len(journal.entries) - through
        doubled += events - through
    fault = f"{len(kiosks):,} kiosks return in the same second"
    day = BadDay(fault=fault, tries=1, lost=lost, doubled=doubled, recovered_s=took_s)
    told_bad_day(request, day)
    assert (lost, doubled) == (0, 0)
