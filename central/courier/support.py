"""Opening a support bundle: whose it is, proven, and its parts as files of a new folder."""

from dataclasses import dataclass
from pathlib import Path
from typing import IO

from central.courier.sealing_key import sealing_key
from central.fleet import find_verify_key
from central.hub import Hub
from contract.courier import carried_name
from contract.errors import MissingPart, PishkhanError
from contract.sealed_file import Opening, SealedFileDamaged, SealedFileKind, SealedReader
from contract.support import ENDING, LARGEST_BUNDLE, BadPart, decode_part

PRIVATE = 0o700


class SupportRefused(PishkhanError):
    """There is a folder of this bundle already."""


@dataclass(frozen=True)
class SupportBundle:
    """`files` by name with their bytes; `damage` says why it was not read to its end."""

    opening: Opening
    folder: Path
    files: dict[str, int]
    damage: str | None

    @property
    def device(self) -> str:
        return self.opening.hello.device


def read_support_bundle(hub: Hub, file: IO[bytes], to: Path) -> SupportBundle:
    """Into a folder of its own in `to`. Raises SealedFileRefused, SealedFileDamaged (at its head:
    nothing is written), SealingKeyMissing, SupportRefused or MissingPart."""
    reader = SealedReader(file, SealedFileKind.SUPPORT, hub.city, sealing_key(hub.city_dir))
    with hub.sessions.reading() as session:
        opening = reader.open(lambda device, key: find_verify_key(session, device, key))
    # Under the name of its file but for the ending: they may lie beside each other.
    folder = (to / carried_name(opening.hello.device, opening.made_ms, ENDING)).with_suffix("")
    _make(folder)
    files: dict[str, int] = {}
    damage = None
    try:
        for message in reader.messages():
            part = decode_part(message)
            if sum(files.values()) + len(part.content) > LARGEST_BUNDLE:
                raise BadPart("The bundle is larger than any that a kiosk writes.", "Ask for one.")
            with (folder / part.name).open("ab" if part.name in files else "xb") as written:
                written.write(part.content)
            files[part.name] = files.get(part.name, 0) + len(part.content)
    except (SealedFileDamaged, BadPart) as error:
        damage = error.what
    except OSError as error:
        raise _cannot_write(folder, error) from error
    return SupportBundle(opening, folder, files, damage)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=PRIVATE)
    except FileExistsError as error:
        raise SupportRefused(
            f"{folder} is there already.", "Take it away, or name another folder with --to."
        ) from error
    except OSError as error:
        raise _cannot_write(folder, error) from error


def _cannot_write(folder: Path, error: OSError) -> MissingPart:
    return MissingPart(
        f"{folder} cannot be written: {error.strerror or error}.", "Name a folder with --to."
    )
