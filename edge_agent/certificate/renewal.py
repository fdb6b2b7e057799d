"""A new TLS key and a certificate for it, in place of those in use, at a stroke.

The new pair is made in keys/next: the key first, so that an answer that was lost is asked for
again with the same key; then the chain under a name that counts for nothing. It is tried at the
hub, and only then named tls.pem, which is the moment from which on it is the device's; the files
are put in their places after that, or by the next start (`device_context`).
"""

import ssl
from collections.abc import Callable
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from contract.errors import PishkhanError
from edge_agent.certificate.keys import certificate_request, create_tls_key
from edge_agent.device import (
    DamagedDeviceFile,
    DeviceDirectory,
    NotEnrolled,
    adopt_next_certificate,
    pair_context,
    remove_durably,
    sync_folder,
    write_durably,
)

ONLY_ME = 0o700
RequestCertificate = Callable[[bytes], bytes]
"""A PKCS #10 request in DER to a PEM chain. Raises what `HubApi` raises."""
TryOut = Callable[[ssl.SSLContext], object]
"""Asks the hub for something with this context. Raises what `HubApi` raises."""


class UnfitCertificate(PishkhanError):
    """The hub answered with what can't serve this device; the old certificate stays."""

    exit_code = 4


@dataclass(frozen=True)
class CertificateRenewal:
    """`tls` is the context in use: connections made after `run` show the new certificate."""

    directory: DeviceDirectory
    device: str
    request: RequestCertificate
    try_out: TryOut
    tls: ssl.SSLContext

    def run(self) -> int:
        """When the new certificate ends, in UTC milliseconds.

        Raises UnfitCertificate, DamagedDeviceFile, OSError and what `request` and `try_out`
        raise; then nothing has changed.
        """
        folder = self.directory.next_keys_path
        folder.mkdir(mode=ONLY_ME, exist_ok=True)
        sync_folder(folder.parent)
        key = create_tls_key(self.directory.next_tls_key_path)
        request = certificate_request(key).public_bytes(serialization.Encoding.DER)
        chain = self.request(request)
        end_ms = self._judge(chain, key)
        offered = self.directory.offered_certificate_path
        write_durably(offered, chain)
        self._try_out()
        offered.rename(self.directory.next_tls_certificate_path)
        sync_folder(folder)
        adopt_next_certificate(self.directory)
        self.tls.load_cert_chain(self.directory.tls_certificate_path, self.directory.tls_key_path)
        return end_ms

    def end_ms(self) -> int:
        """When the certificate in use ends, in UTC milliseconds. Raises NotEnrolled or
        DamagedDeviceFile."""
        path = self.directory.tls_certificate_path
        try:
            return _end_ms(x509.load_pem_x509_certificate(path.read_bytes()))
        except FileNotFoundError as error:
            raise NotEnrolled(path) from error
        except ValueError as error:
            raise DamagedDeviceFile(path, str(error)) from error

    def _judge(self, chain: bytes, key: ec.EllipticCurvePrivateKey) -> int:
        try:
            certificates = x509.load_pem_x509_certificates(chain)
        except ValueError as error:
            raise _unfit(f"it can't be read ({error})") from error
        leaf = certificates[0]
        names = leaf.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        if leaf.public_key() != key.public_key():
            raise _unfit("it is for another key")
        if [name.value for name in names] != [self.device]:
            raise _unfit("it is for another device")
        return _end_ms(leaf)

    def _try_out(self) -> None:
        directory = self.directory
        try:
            self.try_out(
                pair_context(
                    directory, directory.offered_certificate_path, directory.next_tls_key_path
                )
            )
        except PishkhanError:
            remove_durably(directory.offered_certificate_path)
            raise


def _end_ms(certificate: x509.Certificate) -> int:
    return int(certificate.not_valid_after_utc.timestamp() * 1000)


def _unfit(why: str) -> UnfitCertificate:
    return UnfitCertificate(
        f"The hub's new certificate can't be used: {why}.",
        "Look at the hub's log; this kiosk goes on with the certificate that it has.",
    )
