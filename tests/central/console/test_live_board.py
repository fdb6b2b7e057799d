"""A live board tells each browser what it has missed, no more and no less."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from central.console.live_board import LiveBoard, News, Snapshot


@dataclass(frozen=True)
class Row:
    id: str
    word: str
    age_ms: int | None = field(default=None, compare=False)


def told(snapshots: Sequence[Snapshot[Row]], since: Sequence[str | None]) -> list[News[Row]]:
    """The news after each snapshot, for a browser at a revision; None: where it was left."""

    async def run() -> list[News[Row]]:
        coming = iter(snapshots)
        board = LiveBoard(lambda: next(coming), min_interval_s=0.0)
        known, found = "", []
        for revision in since:
            await board.current()
            news = board.news_since(known if revision is None else revision)
            known = news.revision
            found.append(news)
        return found

    return asyncio.run(run())


def snapshot(*rows: Row, **parts: str) -> Snapshot[Row]:
    return Snapshot(rows, parts, 0)


def test_a_new_browser_gets_everything() -> None:
    [news] = told([snapshot(Row("a", "x"), Row("b", "y"), head="h")], [""])
    assert news.first
    assert [row.id for row in news.rows] == ["a", "b"]
    assert news.parts == {"head": "h"}


def test_only_changed_rows_and_parts_are_told() -> None:
    before = snapshot(Row("a", "x"), Row("b", "y"), head="h", foot="f")
    after = snapshot(Row("a", "x"), Row("b", "z"), head="h2", foot="f")
    news = told([before, after], [None, None])[1]
    assert not news.first
    assert [row.word for row in news.rows] == ["z"]
    assert news.parts == {"head": "h2"}
    assert news.removed == []


def test_nothing_new_keeps_the_revision() -> None:
    first, second = told([snapshot(Row("a", "x"))] * 2, [None, None])
    assert second.revision == first.revision
    assert second.rows == []


def test_a_row_that_left_is_told_and_one_that_came_back_is_new() -> None:
    here, gone = snapshot(Row("a", "x")), snapshot()
    _, left, back = told([here, gone, here], [None, None, None])
    assert left.removed == ["a"]
    assert [row.id for row in back.rows] == ["a"]
    assert back.removed == []


def test_an_age_that_moves_is_no_change_of_its_row() -> None:
    news = told([snapshot(Row("a", "x", 1)), snapshot(Row("a", "x", 2))], [None, None])[1]
    assert news.rows == []
    assert news.ages == {"a": 2}


def test_a_revision_of_another_process_gets_everything() -> None:
    news = told([snapshot(Row("a", "x"))] * 2, [None, "0123456789ab.1"])[1]
    assert news.first
    assert [row.id for row in news.rows] == ["a"]


def test_who_has_heard_of_a_change_is_never_shown_the_moment_before_it() -> None:
    """Even within the interval in which snapshots are shared."""

    async def run() -> None:
        coming = iter([snapshot(Row("a", "old")), snapshot(Row("a", "new"))])
        board = LiveBoard(lambda: next(coming), min_interval_s=1.5)
        assert (await board.current()).rows[0].word == "old"
        assert (await board.current()).rows[0].word == "old"
        first, second = await asyncio.gather(board.fresh(), board.fresh())
        assert (first.rows[0].word, second.rows[0].word) == ("new", "new")

    asyncio.run(run())
