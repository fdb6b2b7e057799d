"""Thousands of devices at once: certificates by the city's own authority, rows in the register.

Enrolling each over HTTPS would take longer than what is measured; the hub's part of it, a row for
the device and one for its key, is written by hand into a database made for the benchmark.
"""

import datetime as dt
import secrets
import ssl
from collections.abc import Sequence
from pathlib import Path

import psycopg
from cryptography.hazmat.primitives import hashes
from nacl.signing import SigningKey

from benchmarks.light_kiosks.kiosk import LightKiosk, short_journal
from contract.signature import key_id
from contract.values import CityId, parse_device_id
from provisioning.authority import CityDirectory
from provisioning.authority.certificates import Identity, certificate_pem, key_pem, make_client
from provisioning.demo.city_side import DISTRICT, OFFICE

DEVICES = (
    "COPY devices (device, state, district, office, office_name, number, tls_fingerprint, "
    "certificate_serial, certificate_expires_ms, enrolled_ms) FROM STDIN"
)
KEYS = "COPY device_keys (key_id, device, public, registered_ms) FROM STDIN"


def enrolled(
    count: int, city: CityDirectory, folder: Path, database: psycopg.Connection
) -> Sequence[LightKiosk]:
    """So many devices of the city, each with a key of its own and a journal that the hub lacks.

    `folder` holds one of their certificates at a time, with its key.
    """
    name, now = city.record().city, dt.datetime.now(dt.UTC)
    authority = city.identity("devices-ca")
    chain = certificate_pem(authority.certificate)
    root = city.certificate("root").read_text("ascii")
    kiosks: list[LightKiosk] = []
    rows: list[tuple[Identity, LightKiosk]] = []
    for _ in range(count):
        device = parse_device_id(f"k-{secrets.token_hex(5)}")
        shown = make_client(name, device, authority, now)
        pem = folder / "device.pem"
        pem.write_bytes(key_pem(shown.key) + certificate_pem(shown.certificate) + chain)
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        tls.load_verify_locations(cadata=root)
        tls.load_cert_chain(pem)
        kiosk = LightKiosk(
            CityId(name), device, SigningKey.generate(), tls, short_journal(name, device)
        )
        kiosks.append(kiosk)
        rows.append((shown, kiosk))
    _register(database, rows)
    return kiosks


def _register(database: psycopg.Connection, rows: Sequence[tuple[Identity, LightKiosk]]) -> None:
    now_ms = int(dt.datetime.now(dt.UTC).timestamp() * 1000)
    with database.cursor() as cursor:
        with cursor.copy(DEVICES) as copy:
            for number, (shown, kiosk) in enumerate(rows, start=1):
                certificate = shown.certificate
                copy.write_row(
                    (
                        *(kiosk.device, "active", DISTRICT, OFFICE, OFFICE, number),
                        certificate.fingerprint(hashes.SHA256()).hex(),
                        format(certificate.serial_number, "x"),
                        int(certificate.not_valid_after_utc.timestamp() * 1000),
                        now_ms,
                    )
                )
        with cursor.copy(KEYS) as copy:
            for _, kiosk in rows:
                public = bytes(kiosk.key.verify_key)
                copy.write_row((key_id(public), kiosk.device, public, now_ms))
