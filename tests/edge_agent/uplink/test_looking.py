"""What a look at the journals sees, and what it reads to see it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.values import JournalId
from edge_agent.device import write_durably
from edge_agent.journal import Extent, JournalReader, JournalWriter, journal_files, restart
from edge_agent.journal.folder import WriterFiles
from edge_agent.uplink.journals import Followed, Journals
from tests.edge_agent.support import DAY_MS, NOW_MS, HandClock, opened, pay
from tests.edge_agent.uplink.agent_process import ROOT

PAYMENTS = 30
DATA_VERSION = "PRAGMA data_version"
PAY_ELSEWHERE = """
import sys
from pathlib import Path
from tests.edge_agent.support import opened, pay
writer = opened(Path(sys.argv[1]))
for line in sys.stdin:
    pay(writer)
    print(writer.head.seq, flush=True)
"""


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[JournalWriter]:
    writer = opened(tmp_path / "journals")
    yield writer
    writer.close()


@pytest.fixture
def journals(tmp_path: Path, journal: JournalWriter) -> Iterator[Journals]:
    followed = Journals(tmp_path / "journals", {})
    followed.scan()
    yield followed
    followed.close()


def following(journals: Journals, journal: JournalId) -> Followed:
    followed = journals.find(journal.raw)
    assert followed is not None
    return followed


def statements(reader: JournalReader) -> list[str]:
    """All that SQLite is asked for from now on."""
    asked: list[str] = []
    reader._connection.set_trace_callback(asked.append)  # type: ignore[attr-defined]
    return asked


def test_nothing_is_read_while_nothing_was_committed(
    journals: Journals, journal: JournalWriter
) -> None:
    pay(journal)
    journals.look()
    asked = statements(following(journals, journal.journal).reader)
    for _ in range(20):
        journals.look()
    assert asked == [DATA_VERSION] * 20
    pay(journal)
    journals.look()
    assert asked[20] == DATA_VERSION
    assert len(asked) == 22


def test_of_the_own_journal_nothing_is_asked_before_this_process_has_written(
    tmp_path: Path, journal: JournalWriter
) -> None:
    journals = Journals(tmp_path / "journals", {}, journal)
    journals.scan()
    journals.look()
    followed = following(journals, journal.journal)
    asked = statements(followed.reader)
    journals.look()
    assert asked == []
    for _ in range(PAYMENTS):
        pay(journal)
        journals.look()
        assert followed.drain.head == journal.head
    del asked[:]
    journals.look()
    assert asked == []
    journals.close()


def test_another_writers_journal_is_looked_at_beside_the_own(
    tmp_path: Path, journal: JournalWriter
) -> None:
    own = opened(tmp_path / "journals", writer="agent")
    journals = Journals(tmp_path / "journals", {}, own)
    journals.scan()
    journals.look()
    pay(journal)
    journals.look()
    assert following(journals, journal.journal).drain.head == journal.head
    journals.close()
    own.close()


def test_what_was_pruned_of_the_own_journal_is_seen_at_the_next_look(tmp_path: Path) -> None:
    journal = opened(tmp_path / "journals", HandClock(utc_ms=NOW_MS - 60 * DAY_MS))
    for _ in range(PAYMENTS):
        pay(journal)
    journals = Journals(tmp_path / "journals", {}, journal)
    journals.scan()
    journals.look()
    assert journal.prune(journal.head.seq, NOW_MS)
    journals.look()
    assert following(journals, journal.journal).drain.pruned_to == journal.head.seq
    journals.close()
    journal.close()


def test_each_commit_is_seen_at_the_next_look(journals: Journals, journal: JournalWriter) -> None:
    drain = following(journals, journal.journal).drain
    for _ in range(PAYMENTS):
        pay(journal)
        journals.look()
        assert drain.head == journal.head


def test_a_commit_of_another_process_is_seen_at_the_next_look(tmp_path: Path) -> None:
    folder = tmp_path / "journals"
    opened(folder).close()
    journals = Journals(folder, {})
    journals.scan()
    (followed,) = journals.in_order()
    with subprocess.Popen(
        [sys.executable, "-c", PAY_ELSEWHERE, folder],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    ) as writer:
        assert writer.stdin is not None
        assert writer.stdout is not None
        for _ in range(PAYMENTS):
            writer.stdin.write("pay\n")
            written = int(writer.stdout.readline())
            journals.look()
            assert followed.drain.head.seq == written
        writer.stdin.close()
    journals.close()


def test_a_commit_that_another_question_came_upon_is_seen_all_the_same(
    journals: Journals, journal: JournalWriter
) -> None:
    """The connection then knows of it already, the look does not."""
    followed = following(journals, journal.journal)
    journals.look()
    pay(journal)
    assert followed.reader.hash_at(journal.head.seq) == journal.head.hash
    journals.look()
    assert followed.drain.head == journal.head


def test_what_is_committed_while_a_look_reads_is_seen_by_the_next(
    journals: Journals, journal: JournalWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed = following(journals, journal.journal)
    journals.look()
    pay(journal)
    reading = JournalReader.extent

    def read_and_pay(reader: JournalReader) -> Extent:
        found = reading(reader)
        pay(journal)
        return found

    with monkeypatch.context() as slow:
        slow.setattr(JournalReader, "extent", read_and_pay)
        journals.look()
    assert followed.drain.head.seq == journal.head.seq - 4
    journals.look()
    assert followed.drain.head == journal.head


def test_a_pruned_journal_is_seen_at_the_next_look(tmp_path: Path) -> None:
    clock = HandClock(utc_ms=NOW_MS - 60 * DAY_MS)
    journal = opened(tmp_path / "journals", clock)
    for _ in range(PAYMENTS):
        pay(journal)
    journals = Journals(tmp_path / "journals", {})
    journals.scan()
    drain = following(journals, journal.journal).drain
    journals.look()
    assert drain.pruned_to == 0
    assert journal.prune(journal.head.seq, NOW_MS)
    journals.look()
    assert drain.pruned_to == journal.head.seq
    assert drain.head == journal.head
    journals.close()
    journal.close()


def test_a_checkpoint_loses_no_sight_of_what_was_committed(
    journals: Journals, journal: JournalWriter
) -> None:
    drain = following(journals, journal.journal).drain
    for _ in range(3):
        pay(journal)
        journal.checkpoint()
        journals.look()
        assert drain.head == journal.head
        pay(journal)
        journals.look()
        assert drain.head == journal.head


def test_a_successor_is_seen_at_the_next_scan_and_the_one_before_is_live_no_more(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "journals"
    old = opened(folder)
    journals = Journals(folder, {})
    journals.scan()
    assert not journals.scan()
    old.close()
    restart(folder, "kiosk", "a repair")
    new = opened(folder)
    assert journals.scan()
    pay(new)
    journals.look()
    lives = {f.drain.journal: (f.drain.live, f.drain.head) for f in journals.in_order()}
    assert lives == {old.journal: (False, old.head), new.journal: (True, new.head)}
    journals.close()
    new.close()


def test_a_journal_is_seen_at_the_next_scan_once_it_has_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "journals"
    opened(folder).close()
    (made,) = journal_files(folder)
    unfinished = made.path.rename(made.path.with_name(made.path.name + ".new"))
    journals = Journals(folder, {})
    assert not journals.scan()
    assert journals.in_order() == []
    unfinished.rename(made.path)
    assert journals.scan()
    assert [f.file for f in journals.in_order()] == [made]
    journals.close()


def test_the_active_journal_is_known_at_each_instant_of_its_making(tmp_path: Path) -> None:
    """The pointer is moved first and the file gets its name after it: a scan may come between."""
    folder = tmp_path / "journals"
    files = WriterFiles(folder, "kiosk")
    opened(folder).close()
    (old,) = journal_files(folder)
    restart(folder, "kiosk", "a repair")
    opened(folder).close()
    (new, _) = journal_files(folder)
    unfinished = new.path.rename(files.new_path(new.journal))
    write_durably(files.active_path, old.journal.hex.encode())
    journals = Journals(folder, {})
    journals.scan()
    assert following(journals, old.journal).drain.live
    write_durably(files.active_path, new.journal.hex.encode())
    journals.scan()
    unfinished.rename(new.path)
    assert journals.scan()
    assert not following(journals, old.journal).drain.live
    assert following(journals, new.journal).drain.live
    journals.close()


def test_a_journal_that_could_not_be_opened_yet_is_looked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(tmp_path / "journals").close()
    journals = Journals(tmp_path / "journals", {})
    with monkeypatch.context() as gone:
        gone.setattr(Path, "is_file", lambda _path: False)
        assert not journals.scan()
    assert journals.scan()
    journals.close()
