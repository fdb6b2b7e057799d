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

from contract.clock import BUILD_TIME_MS
from edge_agent.device.directory import DeviceDirectory
from edge_agent.device.errors import DamagedDeviceFile, NotEnrolled

NO_CHECK_TIME = 0x200000
"""X509_V_FLAG_NO_CHECK_TIME of OpenSSL's x509_vfy.h; Python has no name for it."""

FloorMs = Callable[[], int]


class CertificateOutOfTime(ssl.SSLCertVerificationError):
    """The server's certificate had ended by the hub's last word, or has not begun."""


def device_context(device: DeviceDirectory) -> ssl.SSLContext:
    """For mutual TLS 1.2 or newer. Raises NotEnrolled or DamagedDeviceFile."""
    for path in (device.root_path, device.tls_certificate_path, device.tls_key_path):
        if not path.is_file():
            raise NotEnrolled(path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.verify_flags |= NO_CHECK_TIME
    try:
        context.load_verify_locations(device.root_path)
        context.load_cert_chain(device.tls_certificate_path, device.tls_key_path)
    except ssl.SSLError as error:
        raise DamagedDeviceFile(device.keys_path, error.reason or str(error)) from error
    return context


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
