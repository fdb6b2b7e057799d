"""What the machine, its clock, its disk and its programs are."""

import os
import platform
import sys
import time
from importlib.metadata import distributions
from pathlib import Path

import msgspec
import pysqlite3.dbapi2 as sqlite3
from cryptography import x509

from contract.clock import BUILD_TIME_MS, SystemClock
from edge_agent.agent.machine import Machine
from edge_agent.device import DeviceDirectory, read_clock_floor
from edge_agent.software import SOFTWARE

OS_RELEASE = Path("/etc/os-release")


def versions(_directory: DeviceDirectory) -> bytes:
    return _json(
        {
            "software": SOFTWARE,
            "python": sys.version,
            "sqlite": sqlite3.sqlite_version,
            "kernel": platform.platform(),
            "machine": platform.machine(),
            "system": platform.freedesktop_os_release() if OS_RELEASE.exists() else None,
            "packages": dict(sorted((d.name, d.version) for d in distributions() if d.name)),
        }
    )


def clock(directory: DeviceDirectory) -> bytes:
    """Raises DamagedDeviceFile."""
    floor_ms = read_clock_floor(directory.clock_floor_path)
    now = SystemClock(lambda: floor_ms).now()
    return _json(
        {
            "system_ms": time.time_ns() // 1_000_000,
            "believed_ms": now.utc_ms,
            "quality": now.quality.name.lower(),
            "floor_ms": floor_ms,
            "build_ms": BUILD_TIME_MS,
            "boot": now.boot.hex(),
            "uptime_ms": now.monotonic_ms,
            "zone": time.strftime("%Z %z"),
        }
    )


def disk(directory: DeviceDirectory) -> bytes:
    """Space, and every file of the device's folder by name and size. Raises OSError."""
    status = os.statvfs(directory.path)
    return _json(
        {
            "total_bytes": status.f_blocks * status.f_frsize,
            "free_bytes": status.f_bavail * status.f_frsize,
            "free_inodes": status.f_favail,
            "files": [_file(directory.path, path) for path in sorted(directory.path.rglob("*"))],
        }
    )


def memory(_directory: DeviceDirectory) -> bytes:
    """Raises OSError."""
    machine = Machine()
    return _json(
        {
            "free_percent": machine.memory_free_percent(),
            "measured": list(machine.measurements()),
            "load": os.getloadavg(),
            "processors": os.cpu_count(),
        }
    )


def certificate(directory: DeviceDirectory) -> bytes:
    """The device's certificate, which is public. Raises OSError or ValueError."""
    found = x509.load_pem_x509_certificate(directory.tls_certificate_path.read_bytes())
    return _json(
        {
            "subject": found.subject.rfc4514_string(),
            "issuer": found.issuer.rfc4514_string(),
            "serial": f"{found.serial_number:x}",
            "not_before": found.not_valid_before_utc.isoformat(),
            "not_after": found.not_valid_after_utc.isoformat(),
        }
    )


def trust(directory: DeviceDirectory) -> bytes:
    """Raises NotEnrolled or BadSignature."""
    listed = directory.trust()
    return _json(
        {
            "version": listed.version,
            "issued_ms": listed.issued_ms,
            "trusted": [
                {
                    "id": key.id,
                    "purpose": key.purpose,
                    "not_before_ms": key.not_before_ms,
                    "not_after_ms": key.not_after_ms,
                }
                for key in listed.keys
            ],
        }
    )


def _file(root: Path, path: Path) -> dict[str, object]:
    status = path.lstat()
    return {
        "name": str(path.relative_to(root)),
        "bytes": status.st_size,
        "mode": f"{status.st_mode:o}",
        "owner": status.st_uid,
        "changed_ms": status.st_mtime_ns // 1_000_000,
    }


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value))
