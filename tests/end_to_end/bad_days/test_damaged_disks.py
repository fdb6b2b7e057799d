"""A page of a journal turns to rubbish, and a power cut tears what was not on the disk yet."""

import random
from pathlib import Path

import pytest

from benchmarks.simulate.payments import journal_payments
from edge_agent.__main__ import main as agent_command
from edge_agent.journal import verify
from tests.edge_agent.storage import Acknowledged, Storage, power_cut
from tests.end_to_end.bad_days.judging import Trial
from tests.end_to_end.bad_days.kiosk import WRITER, Kiosk
from tests.end_to_end.bad_days.town import Town

pytestmark = pytest.mark.timeout(600)
PAGE = 4096
OF_AN_APPROVAL = b"603799******"
"""Stands in the envelope of a payment and in no index."""
POWER_CUTS = 2


def test_a_damaged_page_costs_nothing_that_the_hub_has_and_stops_no_other_journal(
    town: Town, request: pytest.FixtureRequest
) -> None:
    with town.kiosk() as kiosk:
        trial = Trial(town, request, "damaged page of a journal", (kiosk,))
        kiosk.start()
        trial.after(lambda: kiosk.pay(40))
        kiosk.stop()
        with kiosk.writing() as journal:
            journal.checkpoint()  # all is in the file itself
        damaged, paid = kiosk.journal, kiosk.rials()
        damage(damaged.path)
        assert not verify(damaged.path).ok
        kiosk.start()
        where = ("--device", str(kiosk.folder.path), "--writer", WRITER)
        assert agent_command(["journal", "restart", *where, "--reason", "damaged page"]) == 0
        trial.after(lambda: kiosk.pay(5))
        assert kiosk.journal.journal != damaged.journal
        damaged.path.unlink()  # what it held is counted already
        trial.verify(earlier_rials=paid)


def damage(path: Path) -> None:
    """Rubbish where a page of events was, in their middle."""
    content = path.read_bytes()
    pages = [at for at in range(0, len(content), PAGE) if OF_AN_APPROVAL in content[at:][:PAGE]]
    with path.open("r+b") as file:
        file.seek(pages[len(pages) // 2])
        file.write(random.Random(1).randbytes(PAGE))


def test_power_loss_with_torn_and_dropped_writes_keeps_what_was_promised(
    town: Town, request: pytest.FixtureRequest
) -> None:
    chance = random.Random(4)
    with town.kiosk() as kiosk:
        trial = Trial(town, request, "power lost, unsynced writes torn and dropped", (kiosk,))
        for _ in range(POWER_CUTS):
            promised = lose_power(kiosk, chance)
            trial.after(kiosk.start)
            assert town.through(kiosk) >= promised
            kiosk.stop()
        kiosk.start()
        trial.after(lambda: kiosk.pay(5))
        trial.verify()


def lose_power(kiosk: Kiosk, chance: random.Random) -> int:
    """Payments over a disk that holds only what was synced, until the power fails at any of its
    operations. The last seq that an append had promised by then."""
    path, storage = kiosk.journal.path, Storage()
    base = {file.name: file.read_bytes() for file in path.parent.glob(f"{path.name}*")}
    with kiosk.writing(connect=storage.connect) as journal:
        for _ in journal_payments(journal, 10, chance.randrange(1 << 30)):
            storage.log.append(Acknowledged(journal.head))
    cut = chance.randrange(len(storage.log))
    left = power_cut(base, storage.log[:cut], chance)
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()
    for name, content in left.items():
        (path.parent / name).write_bytes(content)
    promised = [each.head.seq for each in storage.log[:cut] if isinstance(each, Acknowledged)]
    return promised[-1] if promised else 1
