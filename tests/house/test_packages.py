"""Every folder of Python is a package, else the import rules don't see into it."""

from pathlib import PurePath

from tests.house.sources import PACKAGES, sources

MIGRATIONS = "/migrations/versions/"  # Alembic loads these as files


def not_packages(paths: list[str]) -> set[str]:
    """Folders that hold Python files but no `__init__.py`."""
    folders = {str(PurePath(path).parent) for path in paths if MIGRATIONS not in path}
    return {folder for folder in folders if f"{folder}/__init__.py" not in paths}


def test_the_linter_sees_a_folder_without_a_head() -> None:
    assert not_packages(["a/__init__.py", "a/b/c.py"]) == {"a/b"}
    assert not not_packages(["a/__init__.py", "a/c.py"])


def test_every_folder_of_python_is_a_package() -> None:
    assert not not_packages([source.path for source in sources(".py", under=PACKAGES)])
