"""TLS to broker and hub with the device's certificate, on machines whose clock may be wrong.

OpenSSL would judge the server's certificate by the system clock, so a kiosk that woke in 1970 or
jumped to 2099 could never reach the hub that tells it the time. Its time check is therefore
switched off (X509_V_FLAG_NO_CHECK_TIME; chain, name and purpose are checked as ever), and the
server's own certificate is judged here: begun by the later of clock and floor, and not ended
before the floor, which only the hub's signed time moves. Python's ssl shows only the server's own
certificate; the times of the city's intermediate and root are not judged.
"""

import ssl
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from contract.certificate import NO_CHECK_TIME
from contract.clock import BUILD_TIME_MS
from edge_agent.device.directory import DeviceDirectory
from edge_agent.device.errors import DamagedDeviceFile, NotEnrolled
from edge_agent.device.files import sync_folder

FloorMs = Callable[[], int]


class CertificateOutOfTime(ssl.SSLCertVerificationError):
    """The server's certificate had ended by the hub's last word, or has not begun."""


def device_context(device: DeviceDirectory) -> ssl.SSLContext:
    """For mutual TLS 1.2 or newer, with the certificate in use.

    A renewal that a power cut stopped after its word was given is brought to its end first.
    Raises NotEnrolled, DamagedDeviceFile or OSError.
    """
    adopt_next_certificate(device)
    return pair_context(device, device.tls_certificate_path, device.tls_key_path)


def pair_context(device: DeviceDirectory, certificate: Path, key: Path) -> ssl.SSLContext:
    """As `device_context`, with a certificate and key that need not be in use."""
    for path in (device.root_path, certificate, key):
        if not path.is_file():
            raise NotEnrolled(path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.verify_flags |= NO_CHECK_TIME
    try:
        context.load_verify_locations(device.root_path)
        context.load_cert_chain(certificate, key)
    except ssl.SSLError as error:
        raise DamagedDeviceFile(device.keys_path, error.reason or str(error)) from error
    return context


def adopt_next_certificate(device: DeviceDirectory) -> None:
    """Puts a renewed pair in its place where there is one; again, it changes nothing.

    The certificate is moved last: as long as it stands in keys/next, its key belongs in place.
    Raises OSError.
    """
    if not device.next_tls_certificate_path.exists():
        return
    # Another process of this kiosk may be at it as well.
    with suppress(FileNotFoundError):
        device.next_tls_key_path.replace(device.tls_key_path)
    sync_folder(device.keys_path)
    with suppress(FileNotFoundError):
        device.next_tls_certificate_path.replace(device.tls_certificate_path)
    sync_folder(device.keys_path)


def check_times(connection: ssl.SSLSocket, now_ms: int, floor_ms: int) -> None:
    """After the handshake. `now_ms` is the clock, never before the floor.

    Raises CertificateOutOfTime.
    """
    certificate = connection.getpeercert()
    if not certificate:
        raise CertificateOutOfTime("the server showed no certificate")
    begins_ms = _utc_ms(str(certificate["notBefore"]))
    ends_ms = _utc_ms(str(certificate["notAfter"]))
    if begins_ms > now_ms:
        raise CertificateOutOfTime(f"valid only from {certificate['notBefore']}")
    if ends_ms < max(floor_ms, BUILD_TIME_MS):
        raise CertificateOutOfTime(f"expired on {certificate['notAfter']}")


def _utc_ms(text: str) -> int:
    return int(ssl.cert_time_to_seconds(text)) * 1000
