"""The hub comes back from yesterday's backup: a new epoch, and the kiosks feed it again. A command
that one of them obeyed meanwhile is not obeyed again, and a claim made before is void."""

import shutil
from pathlib import Path

import pytest

from benchmarks.simulate.city import LoadedCity
from central.database.engine import FILE_NAME
from contract.enrolment import ClaimCode, ClaimWanted
from contract.errors import PishkhanError
from contract.events import CommandReceived
from edge_agent.device import DeviceDirectory
from provisioning.demo.city_side import DISTRICT, OFFICE
from provisioning.demo.counts import journal_count
from provisioning.enrolment.enrol import EnrolmentPlan, enrol
from provisioning.enrolment.https import HubAddress
from tests.end_to_end.bad_days.drain import Drain
from tests.end_to_end.bad_days.judging import Trial
from tests.end_to_end.bad_days.kiosk import AGENT, Kiosk
from tests.end_to_end.bad_days.town import BEGUN_S, LOOK_EVERY_S, Town
from tests.support.waiting import comes_true, eventually

pytestmark = pytest.mark.timeout(600)


def test_a_hub_restored_from_yesterday_is_fed_again_and_repeats_nothing(
    town: Town, drain: Drain, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    kiosk = drain.kiosks[0]
    trial = Trial(town, request, "hub restored from yesterday's backup", (kiosk,))
    trial.after(lambda: kiosk.pay(1))
    kiosk.stop()
    town.hub("command", kiosk.name, "refresh")
    claim = a_claim(town.city)
    town.hub("backup", str(tmp_path / FILE_NAME))
    kiosk.start()
    assert comes_true(lambda: obeyed(kiosk) == 1, BEGUN_S, LOOK_EVERY_S)
    trial.after(lambda: kiosk.pay(20))
    through = town.through(kiosk)

    drain.line.cut()  # a kiosk on a whole line would say its next hello within two minutes
    restore(town, tmp_path / FILE_NAME)
    assert town.through(kiosk) < through

    def reconnecting() -> None:
        drain.line.becomes()
        kiosk.pay(5)

    trial.after(reconnecting)
    assert obeyed(kiosk) == 1
    with pytest.raises(PishkhanError):
        use(claim, tmp_path / "late")
    trial.verify()


def restore(town: Town, backup: Path) -> None:
    """As the command's help says: the copy in the database's place, and the hub started."""
    ended = town.city.programs.stop("hub")
    for file in (town.folder / "hub").glob(f"{FILE_NAME}*"):
        file.unlink()
    shutil.copy(backup, town.folder / "hub" / FILE_NAME)
    town.city.programs.start("hub", *ended.arguments)
    eventually(town.hub_answers, "the hub answers again")


def obeyed(kiosk: Kiosk) -> int:
    """How often it has begun to carry out a command."""
    return journal_count(kiosk.folder, CommandReceived.KIND, AGENT)


def a_claim(city: LoadedCity) -> tuple[str, str]:
    made = city.administrator.claim(
        ClaimWanted(district=DISTRICT, office=OFFICE, broker=city.broker_address)
    )
    return made.code, made.enrol_url


def use(claim: tuple[str, str], folder: Path) -> None:
    code, hub = claim
    plan = EnrolmentPlan(
        ClaimCode.parse(code), HubAddress.parse(hub), DeviceDirectory(folder), None
    )
    enrol(plan, lambda _line: None)
