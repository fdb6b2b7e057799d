"""The counter believes the agent only while it is fresh, and works without it."""

import time
from pathlib import Path

from contract.clock import boot_id
from contract.values import JournalId
from edge_agent.device import AgentState, JournalProgress, Link, write_agent_state
from kiosk.counter.agent_link import AgentLink

JOURNAL = JournalId.new()


def state(link: Link, age_ms: int = 0) -> AgentState:
    return AgentState(
        boot=boot_id().hex(),
        monotonic_ms=time.monotonic_ns() // 1_000_000 - age_ms,
        link=link,
        reason=None,
        since_ms=0,
        hub_time_ms=0,
        journals=(
            JournalProgress(
                journal=JOURNAL.hex,
                writer="kiosk",
                head_seq=9,
                acked_seq=7,
                backed_up=5,
                hub_time_ms=1,
                diverged=False,
            ),
        ),
    )


def test_online_is_only_what_the_agent_says_now(tmp_path: Path) -> None:
    path = tmp_path / "agent.json"
    link = AgentLink(path)
    for written, expected in (
        (None, "offline"),
        (state("online"), "online"),
        (state("connecting"), "offline"),
        (state("offline"), "offline"),
        (state("online", age_ms=60_000), "offline"),
    ):
        if written is not None:
            write_agent_state(path, written)
        link.refresh()
        assert link.link == expected


def test_a_damaged_file_means_offline(tmp_path: Path) -> None:
    path = tmp_path / "agent.json"
    path.write_bytes(b"{half")
    link = AgentLink(path)
    link.refresh()
    assert link.link == "offline"
    assert link.progress_of(JOURNAL) is None


def test_the_hubs_word_is_found_by_journal(tmp_path: Path) -> None:
    path = tmp_path / "agent.json"
    write_agent_state(path, state("online"))
    link = AgentLink(path)
    link.refresh()
    progress = link.progress_of(JOURNAL)
    assert progress is not None
    assert progress.backed_up == 5
    assert link.progress_of(JournalId.new()) is None
