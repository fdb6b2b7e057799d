"""Writing the bundle: each part alone, so that what is broken is named and the rest is there.

In it: how the kiosk is, which versions, its configuration without secrets, heads and proofs of its
journals, health of its parts, the newest log lines, the ids of the keys that it trusts, its clock
and disk.
Not in it: keys, bodies of events, sealed parts, reference data: nothing of a citizen.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from contract.clock import Moment
from contract.courier import carried_name
from contract.errors import PishkhanError
from contract.hello import Hello
from contract.sealed_file import SealedFileKind, SealedWriter
from contract.support import CONTENTS, ENDING, encode_parts
from edge_agent.agent.log_lines import newest_lines
from edge_agent.commands.status import standing
from edge_agent.courier import carried_file
from edge_agent.device import DeviceDirectory, read_counter_state
from edge_agent.software import SOFTWARE
from edge_agent.support.configuration import configuration, settings
from edge_agent.support.journals import journals
from edge_agent.support.machine import certificate, clock, disk, memory, trust, versions
from edge_agent.uplink.records import read_records

FAULTS = (PishkhanError, OSError, ValueError, LookupError, TypeError, msgspec.MsgspecError)
"""What reading a half-broken kiosk may raise: it costs that part, never the bundle."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """`missing` says why there is no such file in the bundle."""

    name: str
    bytes: int
    missing: str | None = None


@dataclass(frozen=True)
class Bundled:
    path: Path
    size: int
    parts: tuple[Part, ...]

    @property
    def missing(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.missing is not None)


def write_bundle(directory: DeviceDirectory, to: Path, now: Moment) -> Bundled:
    """`to` is a folder, or a file that is then replaced. Raises CannotWrite; NotEnrolled,
    DamagedDeviceFile, BadSignature or NoTrustedKey when there is nobody to seal it to, or no key
    to sign it with: nothing leaves a kiosk in clear."""
    identity, key = directory.identity(), directory.signing_key()
    recipient = directory.trust().sealing_key(now.utc_ms)
    name = carried_name(identity.device, now.utc_ms, ENDING)
    path = to / name if to.is_dir() else to
    hello = Hello(device=identity.device, boot=now.boot, software=SOFTWARE, journals=())
    parts: list[Part] = []
    with carried_file(path.parent, path.name) as file:
        writer = SealedWriter(file.write, SealedFileKind.SUPPORT, identity.city, recipient)
        writer.open(hello, now.utc_ms, key)
        for part, content in _collected(directory):
            parts.append(part)
            for message in () if content is None else encode_parts(part.name, content):
                writer.add(message)
        for message in encode_parts(CONTENTS, msgspec.json.format(msgspec.json.encode(parts))):
            writer.add(message)
        writer.finish()
        size = file.tell()
    return Bundled(path, size, tuple(parts))


def _collected(directory: DeviceDirectory) -> Iterator[tuple[Part, bytes | None]]:
    for name, collect in SECTIONS.items():
        try:
            content = collect(directory)
        except FAULTS as error:
            why = error.what if isinstance(error, PishkhanError) else f"{error}"
            yield Part(name=name, bytes=0, missing=why or type(error).__name__), None
        else:
            yield Part(name=name, bytes=len(content)), content


def _status(directory: DeviceDirectory) -> bytes:
    return _json(standing(directory).as_json())


def _health(directory: DeviceDirectory) -> bytes:
    return _json(read_counter_state(directory.counter_state_path))


def _sync(directory: DeviceDirectory) -> bytes:
    return _json(read_records(directory.run_path / "sync.json"))


def _logs(directory: DeviceDirectory) -> bytes:
    return b"".join(newest_lines(directory.logs_path))


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value))


SECTIONS: dict[str, Callable[[DeviceDirectory], bytes]] = {
    "status.json": _status,
    "versions.json": versions,
    "configuration.json": configuration,
    "settings.json": settings,
    "journals.json": journals,
    "devices.json": _health,
    "sync.json": _sync,
    "trust.json": trust,
    "certificate.json": certificate,
    "clock.json": clock,
    "disk.json": disk,
    "memory.json": memory,
    "logs.jsonl": _logs,
}
