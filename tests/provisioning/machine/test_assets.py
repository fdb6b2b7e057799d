"""Fonts and icons: exactly the locked bytes, only the wanted files, all of them or none."""

import base64
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from provisioning.machine import assets
from provisioning.machine.failure import SetUpFailed
from tests.support.npm_registry import Registry, npm_registry, tarball

FILES = {"OFL.txt": b"licence", "fonts/ttf/A-Bold.ttf": b"bold", "fonts/ttf/A-Thin.ttf": b"thin"}
PATH = "/font/-/font-1.0.0.tgz"


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry]:
    with npm_registry() as registry:
        monkeypatch.setenv("npm_config_registry", registry.address)
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        yield registry


@pytest.fixture
def lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The lock names one font and wants two of its three files."""
    digest = base64.b64encode(hashlib.sha512(tarball(FILES)).digest()).decode()
    entry = {
        "name": "font",
        "version": "1.0.0",
        "integrity": f"sha512-{digest}",
        "files": {"fonts/ttf/*-Bold.ttf": "font/ttf", "OFL.txt": "font"},
    }
    lock = tmp_path / "lock.json"
    lock.write_text(json.dumps([entry]), encoding="utf-8")
    monkeypatch.setattr(assets, "LOCK", lock)
    return lock


def unpacked(root: Path) -> dict[str, bytes]:
    folder = root / ".assets"
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".sha256")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.mark.usefixtures("lock")
def test_only_the_wanted_files_are_unpacked(registry: Registry, tmp_path: Path) -> None:
    registry.tarballs[PATH] = tarball(FILES)
    assets.ensure_assets(tmp_path)
    assert unpacked(tmp_path) == {"font/OFL.txt": b"licence", "font/ttf/A-Bold.ttf": b"bold"}


@pytest.mark.usefixtures("lock")
def test_a_second_run_asks_the_registry_nothing(registry: Registry, tmp_path: Path) -> None:
    registry.tarballs[PATH] = tarball(FILES)
    assets.ensure_assets(tmp_path)
    assets.ensure_assets(tmp_path)
    assert registry.asked == [PATH]


@pytest.mark.usefixtures("lock")
def test_other_bytes_than_the_locked_ones_are_refused_and_nothing_is_left(
    registry: Registry, tmp_path: Path
) -> None:
    registry.tarballs[PATH] = tarball({**FILES, "fonts/ttf/A-Bold.ttf": b"evil"})
    with pytest.raises(SetUpFailed, match="is not what the lock names"):
        assets.ensure_assets(tmp_path)
    assert unpacked(tmp_path) == {}
    assert not list(tmp_path.glob(".assets*"))


def test_a_failed_renewal_keeps_what_was_there(
    registry: Registry, tmp_path: Path, lock: Path
) -> None:
    registry.tarballs[PATH] = tarball(FILES)
    assets.ensure_assets(tmp_path)
    before = unpacked(tmp_path)
    lock.write_text(lock.read_text(encoding="utf-8").replace("1.0.0", "2.0.0"), encoding="utf-8")
    with pytest.raises(SetUpFailed, match="could not be fetched") as failed:
        assets.ensure_assets(tmp_path)
    assert "npm_config_registry" in failed.value.next_step
    assert unpacked(tmp_path) == before


def test_a_pattern_that_matches_nothing_is_named(
    registry: Registry, tmp_path: Path, lock: Path
) -> None:
    registry.tarballs[PATH] = tarball(FILES)
    lock.write_text(lock.read_text(encoding="utf-8").replace("OFL", "GPL"), encoding="utf-8")
    with pytest.raises(SetUpFailed, match=r"has no GPL\.txt"):
        assets.ensure_assets(tmp_path)
