"""Folders of small files copied and removed: `shutil` asks the disk ten times for each of them."""

import os
from pathlib import Path


def copy_tree(source: Path, target: Path) -> None:
    """The files as they lie, into a folder that is made for it. Raises OSError."""
    _copy(str(source), str(target))


def remove_tree(folder: Path) -> None:
    """With all that is in it; nobody else works there. Raises OSError."""
    _remove(str(folder))


def _copy(source: str, target: str) -> None:
    os.mkdir(target)
    with os.scandir(source) as entries:
        for entry in entries:
            copied = f"{target}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                _copy(entry.path, copied)
            else:
                with open(entry.path, "rb", 0) as file, open(copied, "wb", 0) as copy:
                    copy.write(file.read())


def _remove(folder: str) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                _remove(entry.path)
            else:
                os.unlink(entry.path)
    os.rmdir(folder)
