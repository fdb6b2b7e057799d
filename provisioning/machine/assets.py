"""Fonts and icons: fetched by name, version and SHA-512, unpacked into `.assets`."""

import base64
import hashlib
import io
import json
import os
import shutil
import tarfile
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from provisioning.machine import npm
from provisioning.machine.failure import SetUpFailed
from provisioning.machine.steps import say

LOCK = Path(__file__).with_name("assets.lock.json")


@dataclass(frozen=True)
class Asset:
    """An npm package and its wanted files: a pattern in the package, and the folder for it."""

    name: str
    version: str
    integrity: str
    files: dict[str, str]


def ensure_assets(root: Path) -> None:
    """Makes `.assets` hold exactly what assets.lock.json says. Raises SetUpFailed."""
    folder = root / ".assets"
    stamp = folder / "lock.sha256"
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return
    fresh = root / f".assets.{os.getpid()}"
    registry = npm.registry()
    try:
        for asset in locked_assets():
            say(f"fetching {asset.name} {asset.version}")
            content = npm.download(registry, asset.name, asset.version)
            check(asset, content)
            unpack(asset, content, fresh)
        (fresh / stamp.name).write_text(wanted, encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        fresh.rename(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def locked_assets() -> list[Asset]:
    return [Asset(**entry) for entry in json.loads(LOCK.read_text(encoding="utf-8"))]


def check(asset: Asset, content: bytes) -> None:
    """Raises SetUpFailed unless `content` is what the lock was made from."""
    found = "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()
    if found != asset.integrity:
        raise SetUpFailed(
            f"{asset.name} {asset.version} is not what the lock names: it is {found}.",
            "Don't use it. Ask who runs the registry or proxy that this machine goes through.",
        )


def unpack(asset: Asset, content: bytes, folder: Path) -> None:
    """Writes the wanted files, each under its own name in the folder that the lock gives it."""
    unmatched = set(asset.files)
    with tarfile.open(fileobj=io.BytesIO(content), mode="r:gz") as archive:
        for member in archive:
            inner = member.name.partition("/")[2]  # npm puts all into one folder
            pattern = next((p for p in asset.files if fnmatchcase(inner, p)), None)
            data = archive.extractfile(member) if pattern is not None else None
            if pattern is None or data is None:
                continue
            target = folder / asset.files[pattern] / Path(inner).name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data.read())
            unmatched.discard(pattern)
    if unmatched:
        raise SetUpFailed(
            f"{asset.name} {asset.version} has no {', '.join(sorted(unmatched))}.",
            f"Mend the patterns in {LOCK.name}.",
        )
