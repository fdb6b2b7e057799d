"""Staging a release: chosen, loaded, verified, unpacked, started once to see that it starts.

It runs beside the agent, in a process of its own that ends with it: what TUF and a large archive
take of memory and time is not the agent's. A power cut at any instant leaves the release staged or
not; what was half made is made anew.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from contract.release import ReleaseVersion, archive_name
from edge_agent.updates import REASONS
from edge_agent.updates.errors import NoRoom, NoSlots, ReleaseUnfit, UpdateUnderWay
from edge_agent.updates.launching import (
    PROGRAM,
    Application,
    DamagedUpdate,
    Phase,
    Update,
    slot_of,
)
from edge_agent.updates.repository import Offered, ReleaseRepository
from edge_agent.updates.unpacking import make_slot, unpacked_size

TRIAL_VARIABLE = "PISHKHAN_TRIAL_S"
"""How long a new agent may take until all is well; a unit may set it."""
USUAL_TRIAL_S = 600
KEPT_FREE_BYTES = 256 * 1024 * 1024
"""The journals' own reserve lies beside this."""
STARTS_WITHIN_S = 60


@dataclass(frozen=True)
class Staged:
    """What came of it: `version` is staged now, or None, and why there is nothing to do."""

    version: ReleaseVersion | None
    detail: str


class Staging:
    """For one device; `software` is what runs where it runs from no slot."""

    def __init__(self, application: Application, software: str) -> None:
        self._application = application
        self._software = software

    def stage(
        self, repository: ReleaseRepository, wanted: ReleaseVersion | None, source: str
    ) -> Staged:
        """The release that is `wanted`, or else the newest that fits.

        Raises NoSlots, NoRoom, UpdateUnderWay, ReleaseUnfit, and what the repository raises.
        """
        if self._application.named() is None:
            raise NoSlots(self._application.path)
        with self._alone():
            running = self._running()
            before = self._before()
            offered = _chosen(repository.releases(), wanted, running)
            if offered is None:
                return Staged(None, f"{running} runs, and nothing newer is there")
            if before is not None and _is_done(before, offered.version):
                return Staged(None, _why_not_again(before))
            self._clear(before)
            self._unpack(repository, offered)
            self._try_out(offered.version)
            self._keep(offered, source)
            return Staged(offered.version, "it is tried when nobody is served")

    def _running(self) -> ReleaseVersion:
        named = self._application.named() or ""
        is_slot = named.startswith(slot_of(""))
        return ReleaseVersion.parse(named.rpartition("/")[2] if is_slot else self._software)

    def _before(self) -> Update | None:
        try:
            update = self._application.read()
        except DamagedUpdate:
            return None  # it is written anew
        if update is not None and update.phase is Phase.TRYING:
            raise UpdateUnderWay(f"{update.version} is being tried.")
        return update

    def _clear(self, before: Update | None) -> None:
        """Slots that nobody will start any more, and what a power cut left. Raises
        UpdateUnderWay."""
        kept = {self._application.named()}
        if before is not None and before.phase is Phase.STAGED:
            self._take_back(before)
        elif before is not None:
            kept.add(before.previous)
        for folder in self._application.versions.glob("*"):
            if slot_of(folder.name) not in kept:
                shutil.rmtree(folder, ignore_errors=True)
        for scratch in self._scratch.glob("*.tar"):
            scratch.unlink()

    def _take_back(self, staged: Update) -> None:
        """A newer one comes, before this one was tried."""
        with self._application.held():
            if self._before() == staged:
                self._application.forget()

    def _unpack(self, repository: ReleaseRepository, offered: Offered) -> None:
        versions = self._application.versions
        versions.mkdir(exist_ok=True)
        archive = self._scratch / archive_name(offered.version)
        # Once as it comes, once verified; the first is gone when the slot is made.
        _require_room(self._scratch, 2 * offered.length)
        try:
            repository.download(offered, archive)
            _require_room(versions, unpacked_size(archive))
            make_slot(archive, versions / str(offered.version))
        finally:
            archive.unlink(missing_ok=True)

    def _try_out(self, version: ReleaseVersion) -> None:
        """Raises ReleaseUnfit when its program does not even say its version."""
        slot = self._application.versions / str(version)
        said = ""
        with suppress(OSError, subprocess.TimeoutExpired):
            said = subprocess.run(
                [slot / PROGRAM, "--version"],
                capture_output=True,
                text=True,
                timeout=STARTS_WITHIN_S,
                check=False,
            ).stdout.strip()
        if said != f"pishkhan {version}":
            shutil.rmtree(slot, ignore_errors=True)
            raise ReleaseUnfit(
                f"Release {version} does not start on this machine.",
                "Nothing was changed; tell whoever built it.",
            )

    def _keep(self, offered: Offered, source: str) -> None:
        update = Update(
            version=str(offered.version),
            phase=Phase.STAGED,
            digest=offered.digest,
            source=source,
            within_ms=int(os.environ.get(TRIAL_VARIABLE) or USUAL_TRIAL_S) * 1000,
        )
        with self._application.held():
            self._application.write(update)

    @property
    def _scratch(self) -> Path:
        return self._application.path / "repository"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self._scratch.mkdir(exist_ok=True)
        with (self._application.path / ".staging").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise UpdateUnderWay("A release is being staged already.") from error
            yield


def _chosen(
    offered: dict[ReleaseVersion, Offered],
    wanted: ReleaseVersion | None,
    running: ReleaseVersion,
) -> Offered | None:
    newer = {version: each for version, each in offered.items() if version > running}
    if wanted is not None:
        if wanted > running and wanted not in newer:
            raise ReleaseUnfit(
                f"Release {wanted} is not among those that the city has signed.",
                "Copy the folder of releases to the hub anew, or withdraw it there.",
            )
        newer = {version: each for version, each in newer.items() if version == wanted}
    fitting = {version: each for version, each in newer.items() if _misfit(each, running) is None}
    if newer and not fitting:
        newest = newer[max(newer)]
        raise ReleaseUnfit(
            f"Release {newest.version} can't follow {running} here: {_misfit(newest, running)}.",
            "Nothing was changed. Offer a release in between, or prepare the machine.",
        )
    return fitting[max(fitting)] if fitting else None


def _misfit(offered: Offered, running: ReleaseVersion) -> str | None:
    facts = offered.facts
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    if facts.minimum and running < ReleaseVersion.parse(facts.minimum):
        return f"it wants {facts.minimum} first"
    if facts.python and facts.python != python:
        return f"it wants Python {facts.python}, and this machine has {python}"
    return None


def _is_done(before: Update, version: ReleaseVersion) -> bool:
    """Staged already, or refused by this machine: then a newer one is waited for."""
    if before.phase is Phase.STAGED:
        return before.version == str(version)
    return before.phase is Phase.ROLLED_BACK and version <= ReleaseVersion.parse(before.version)


def _why_not_again(before: Update) -> str:
    if before.phase is Phase.STAGED:
        return f"{before.version} is staged already"
    return f"{before.version} was tried and taken back: {REASONS[before.reason]}"


def _require_room(folder: Path, size: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < size + KEPT_FREE_BYTES:
        raise NoRoom(folder, size + KEPT_FREE_BYTES, free)
