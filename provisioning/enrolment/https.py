"""One HTTPS request to the hub, and every way in which it fails as a sentence.

Plain `http.client`: enrolment asks four or five questions in a machine's life.
"""

import http.client
import ssl
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from contract.enrolment import MAX_MESSAGE_BYTES
from contract.errors import InvalidValue, MissingPart, PishkhanError

TIMEOUT_S = 15.0
MAX_ANSWER_BYTES = 16 * MAX_MESSAGE_BYTES

# OpenSSL's verification codes (openssl/x509_vfy.h).
_NOT_YET_VALID = 9
_EXPIRED = 10
_FOREIGN = {18, 19, 20, 21, 2, 7}
_OTHER_NAME = {62, 64}


_WHICH_PORT = (
    "Check the port: a machine enrols at the hub's public port, where its console is; "
    "administrator and enrolled kiosks ask at its device port."
)


class HubUnreachable(MissingPart):
    """Nothing answers at the hub's address."""


class CertificateRefused(PishkhanError):
    """One side doesn't accept the other's certificate."""

    exit_code = 1


@dataclass(frozen=True)
class Answer:
    """An HTTP answer with its whole body."""

    status: int
    body: bytes


@dataclass(frozen=True)
class HubAddress:
    """Where the hub listens, from a URL such as https://hub.qazvin.ir:8443."""

    host: str
    port: int

    @classmethod
    def parse(cls, url: str) -> "HubAddress":
        """Raises InvalidValue("url")."""
        try:
            parts = urlsplit(url if "//" in url else f"https://{url}")
            if parts.scheme == "https" and parts.hostname:
                return cls(parts.hostname, parts.port or 443)
        except ValueError:
            pass
        raise InvalidValue(
            "url",
            f"«{url}» is not the address of a hub.",
            "Write it as https://NAME:PORT.",
        )

    @property
    def url(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"https://{host}:{self.port}"


def unjudged() -> ssl.SSLContext:
    """TLS to a server that can't be judged yet: what it says must prove itself otherwise."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def judged_by(root_pem: bytes) -> ssl.SSLContext:
    """TLS to a server of the city whose root this is. Raises CertificateRefused."""
    try:
        context = ssl.create_default_context(cadata=root_pem.decode("ascii"))
    except (ssl.SSLError, UnicodeDecodeError, ValueError) as error:
        raise CertificateRefused(
            "The city's root certificate is broken.",
            "Remove the folder `enrolling` in the device's folder and enrol again.",
        ) from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def shown_as(context: ssl.SSLContext, certificate: Path, key: Path) -> ssl.SSLContext:
    """The same context, showing a client certificate. Raises CertificateRefused."""
    try:
        context.load_cert_chain(certificate, key)
    except (OSError, ssl.SSLError) as error:
        raise CertificateRefused(
            f"The certificate {certificate} or its key can't be used: {error}.",
            "Give the folder that holds both; a city's folder has admin.pem and admin.key.",
        ) from error
    return context


def request(
    hub: HubAddress, method: str, path: str, body: bytes | None, context: ssl.SSLContext
) -> Answer:
    """Ask once. Raises HubUnreachable or CertificateRefused."""
    connection = http.client.HTTPSConnection(
        hub.host, hub.port, timeout=TIMEOUT_S, context=context
    )
    try:
        connection.connect()
        return _ask(connection, method, path, body)
    except ssl.SSLCertVerificationError as error:
        raise _refused_server(hub, error) from error
    except (ssl.SSLEOFError, ConnectionResetError) as error:
        raise HubUnreachable(f"The server at {hub.url} hangs up.", _WHICH_PORT) from error
    except ssl.SSLError as error:
        raise _refused_client(hub, error) from error
    except (OSError, http.client.HTTPException) as error:
        raise _unreachable(hub, error) from error
    finally:
        connection.close()


def _ask(
    connection: http.client.HTTPSConnection, method: str, path: str, body: bytes | None
) -> Answer:
    """In TLS 1.3 the server judges our certificate after we think all is well. It says so and
    hangs up, and our question may meet the closed line before we have read its alert."""
    try:
        connection.request(method, path, body, {"Connection": "close"})
    except (ssl.SSLEOFError, ConnectionError):
        connection.sock.recv(1)  # raises the alert, if there was one
        raise
    response = connection.getresponse()
    return Answer(response.status, response.read(MAX_ANSWER_BYTES))


def _refused_server(hub: HubAddress, error: ssl.SSLCertVerificationError) -> CertificateRefused:
    match error.verify_code:
        case code if code == _EXPIRED:
            what = f"The certificate of the hub at {hub.url} has expired."
            then = "Check this machine's date; if it is right, the city must renew hub.pem."
        case code if code == _NOT_YET_VALID:
            what = f"The certificate of the hub at {hub.url} is not valid yet."
            then = "This machine's clock is behind: set its date and time."
        case code if code in _FOREIGN:
            what = f"The server at {hub.url} is foreign: its certificate is not of this city."
            then = "Check the address, and that no proxy stands between; nothing was sent."
        case code if code in _OTHER_NAME:
            what = f"The hub's certificate does not name {hub.host}."
            then = "Use a name from the certificate, or make the city with --host for this one."
        case _:
            what = f"The certificate of the hub at {hub.url} is refused: {error.verify_message}."
            then = "Check the address, and that no proxy stands between; nothing was sent."
    return CertificateRefused(what, then)


def _refused_client(hub: HubAddress, error: ssl.SSLError) -> PishkhanError:
    reason = error.reason or ""
    for word, what, then in (
        ("CERTIFICATE_EXPIRED", "has expired", "Renew it with the city's root key."),
        ("UNKNOWN_CA", "is not of the hub's city", "Use the certificates of this hub's city."),
        ("CERTIFICATE_UNKNOWN", "is not accepted", "Use the certificates of this hub's city."),
        ("CERTIFICATE_REVOKED", "is revoked", "Enrol the machine again with a new code."),
        ("CERTIFICATE_REQUIRED", "is missing", "Show a certificate of this hub's city."),
    ):
        if word in reason:
            return CertificateRefused(f"The hub at {hub.url} says: our certificate {what}.", then)
    return HubUnreachable(
        f"No TLS with {hub.url}: {reason or error}.",
        _WHICH_PORT,
    )


def _unreachable(hub: HubAddress, error: Exception) -> HubUnreachable:
    detail = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return HubUnreachable(
        f"The hub at {hub.url} does not answer: {detail}.",
        "Check the address and the network, and that the hub runs; then give the command again.",
    )
