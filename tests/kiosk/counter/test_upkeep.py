"""While nobody is served, what the hub has backed up and is old enough goes."""

import time
from pathlib import Path

import pytest

from contract.clock import boot_id
from edge_agent.device import AgentState, JournalProgress, write_agent_state
from edge_agent.journal import JournalReader, JournalWriter
from kiosk.counter.agent_link import AgentLink
from kiosk.counter.upkeep import RETENTION_MS, Upkeep
from tests.edge_agent.support import NOW_MS, opened, pay

PAYMENTS = 20


def told_by_hub(
    folder: Path, journal: JournalWriter, hub_time_ms: int, backed_up: int
) -> AgentLink:
    path = folder / "agent.json"
    progress = JournalProgress(
        journal=journal.journal.hex,
        writer="kiosk",
        head_seq=journal.head.seq,
        acked_seq=journal.head.seq,
        backed_up=backed_up,
        hub_time_ms=hub_time_ms,
        diverged=False,
    )
    state = AgentState(
        boot=boot_id().hex(),
        monotonic_ms=time.monotonic_ns() // 1_000_000,
        link="online",
        reason=None,
        since_ms=0,
        hub_time_ms=hub_time_ms,
        journals=(progress,),
    )
    write_agent_state(path, state)
    link = AgentLink(path)
    link.refresh()
    return link


@pytest.mark.parametrize(
    ("age_ms", "is_backed_up", "prunes"),
    [(RETENTION_MS + 1, True, True), (RETENTION_MS + 1, False, False), (1, True, False)],
)
def test_only_what_is_old_and_backed_up_is_pruned(
    tmp_path: Path, age_ms: int, is_backed_up: bool, prunes: bool
) -> None:
    journal = opened(tmp_path / "journals")
    for _ in range(PAYMENTS):
        pay(journal)
    link = told_by_hub(tmp_path, journal, NOW_MS + age_ms, journal.head.seq if is_backed_up else 0)
    upkeep = Upkeep(journal, link)
    for second in range(100):
        upkeep.tend(second * 1000)
    with JournalReader(journal.path) as reader:
        assert (reader.extent().pruned_to > 0) == prunes
    journal.close()
