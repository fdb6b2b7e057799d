"""Enrolling without a half-enrolled machine: all is made in DIR/enrolling, then moved.

    DIR/enrolling/          a device folder in the making; every step finds its own traces here
    DIR/enrolling/whole     nothing is missing any more; from here on it is only moved
    DIR/identity.json       moved last: where it stands, the machine is enrolled

A crash before `whole` goes on in the staging folder with the same keys; a crash after it goes on
moving. Nothing outside the staging folder is touched until then.
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from contract.errors import PishkhanError
from edge_agent.device import DeviceDirectory, sync_folder, write_durably
from provisioning.enrolment.steps import Step, reached

STAGING_NAME = "enrolling"
WHOLE_NAME = "whole"
CLAIM_NAME = "claim"


class OtherClaim(PishkhanError):
    """The folder belongs to another enrolment than the one asked for."""

    exit_code = 1


@dataclass(frozen=True)
class Staging:
    """The way of one device folder from nothing to enrolled."""

    device: DeviceDirectory

    @property
    def folder(self) -> DeviceDirectory:
        """The device folder in the making."""
        return DeviceDirectory(self.device.path / STAGING_NAME)

    @property
    def whole(self) -> bool:
        """Whether only moving is left."""
        return (self.folder.path / WHOLE_NAME).exists()

    def begin(self, claim_id: bytes) -> None:
        """Open the staging folder for this claim, or go on with it. Raises OtherClaim.

        An abandoned attempt with another claim is thrown away unless it already has a
        certificate: that one would be lost, and its device id with it.
        """
        known = self._claim()
        if known == claim_id.hex():
            return
        for made in (self.device, self.folder):
            if made.enrolled:
                raise _other_claim(made)
        shutil.rmtree(self.folder.path, ignore_errors=True)
        self.device.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder.create()
        write_durably(self.folder.path / CLAIM_NAME, claim_id.hex().encode())
        sync_folder(self.device.path)

    def declare_whole(self) -> None:
        """All that a device needs is in the staging folder and on the disk."""
        for path in (self.folder.path, *self.folder.path.rglob("*")):
            if path.is_dir():
                sync_folder(path)
        write_durably(self.folder.path / WHOLE_NAME, b"")

    def finish(self) -> None:
        """Move everything to its place, the identity last; goes on where a crash ended it."""
        if not self.whole:
            if self.device.enrolled:  # the crash came while the emptied folder was removed
                shutil.rmtree(self.folder.path, ignore_errors=True)
            return
        identity = self.folder.identity_path
        for path in sorted(self.folder.path.iterdir()):
            if path.name not in (identity.name, WHOLE_NAME):
                _move_into(path, self.device.path)
        sync_folder(self.device.path)
        reached(Step.MOVED)
        if identity.exists():
            os.replace(identity, self.device.identity_path)
            sync_folder(self.device.path)
        reached(Step.ENROLLED)
        shutil.rmtree(self.folder.path)

    def _claim(self) -> str | None:
        """The claim that the folder is enrolled, or being enrolled, with; None for neither."""
        moved = self.device.path / CLAIM_NAME
        for path in (self.folder.path / CLAIM_NAME, moved):
            if path.exists():
                return path.read_text("ascii")
        return None


def _other_claim(made: DeviceDirectory) -> OtherClaim:
    return OtherClaim(
        f"{made.path} belongs to the device {made.identity().device}, enrolled with another code.",
        "To enrol this machine anew, revoke that device and give another --device folder.",
    )


def _move_into(path: Path, folder: Path) -> None:
    """Move a file or folder; into a folder of that name its entries one by one."""
    target = folder / path.name
    if not path.is_dir():
        os.replace(path, target)
    elif not target.exists():
        os.rename(path, target)
    else:
        for entry in sorted(path.iterdir()):
            _move_into(entry, target)
        sync_folder(target)
        path.rmdir()
