"""What counts as a technician's stick, what it is called, and what on it may be an answer."""

import os
from pathlib import Path

import pytest

from edge_agent.courier.stick import LONGEST_NAME, answers_on, clear_half_written, find_stick


@pytest.fixture
def sticks(tmp_path: Path) -> Path:
    folder = tmp_path / "sticks"
    folder.mkdir()
    return folder


def udev_says(tmp_path: Path, stick: Path, *lines: str) -> Path:
    """The folder in which udev keeps what it has read of a device."""
    data = tmp_path / "udev"
    data.mkdir()
    device = stick.stat().st_dev
    name = f"b{os.major(device)}:{os.minor(device)}"
    (data / name).write_text("\n".join(lines), "utf-8")
    return data


def test_no_folder_and_an_empty_one_are_no_stick(tmp_path: Path, sticks: Path) -> None:
    assert find_stick(tmp_path / "none") is None
    (sticks / "a-file").write_text("")
    (sticks / "a-link").symlink_to(tmp_path)
    assert find_stick(sticks) is None


def test_the_first_of_several_counts_with_its_free_room(sticks: Path) -> None:
    for name in ("sdb1", "sda1"):
        (sticks / name).mkdir()
    found = find_stick(sticks)
    assert found is not None
    assert found.path == sticks / "sda1"
    assert found.seen.free > 0


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("E:ID_MODEL=DataTraveler_2.0", "E:ID_FS_LABEL=QAZVIN"), "QAZVIN"),
        (("S:disk/by-id/x", "E:ID_MODEL=DataTraveler_2.0"), "DataTraveler 2.0"),
        (("E:ID_FS_LABEL=a\u202eb\x07c" + "d" * 90,), "abc" + "d" * (LONGEST_NAME - 3)),
        ((), ""),
    ],
)
def test_it_is_called_by_its_label_or_its_maker_and_nothing_strange_is_shown(
    tmp_path: Path, sticks: Path, lines: tuple[str, ...], name: str
) -> None:
    (sticks / "sda1").mkdir()
    found = find_stick(sticks, udev_says(tmp_path, sticks / "sda1", *lines))
    assert found is not None
    assert found.seen.name == name


def test_answers_are_looked_for_on_top_and_one_folder_below(sticks: Path) -> None:
    for name in ("b.answer", "from-hub/a.answer", "too/deep/c.answer", ".hidden.answer", "x.txt"):
        path = sticks / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    assert [path.name for path in answers_on(sticks, "answer")] == ["b.answer", "a.answer"]


def test_only_this_kiosks_halves_are_cleared(sticks: Path) -> None:
    whole, mine, others = (
        sticks / name
        for name in ("k-1-a.courier", ".k-1-a.courier.99.part", ".k-2-a.courier.99.part")
    )
    for path in (whole, mine, others):
        path.write_bytes(b"x")
    clear_half_written(sticks, "k-1")
    assert (whole.exists(), mine.exists(), others.exists()) == (True, False, True)
