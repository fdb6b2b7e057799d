"""The text of Mosquitto's configuration and of its access list (mosquitto.conf(5)).

The broker is trusted with transport only: what passes through is signed end to end. Its rules
still keep one device from reading or disturbing another.
"""

from dataclasses import dataclass
from pathlib import Path

DEVICE_WRITES = ("hello", "events", "telemetry", "history", "status", "result")
DEVICE_READS = ("ack", "command")

MAX_PACKET_BYTES = 1024 * 1024
"""Twice the largest batch (`contract.batch.MAX_BYTES`); nothing else comes near it."""

MAX_INFLIGHT = 64
"""Four windows of 16 batches: the sender's own window is the real limit."""

MAX_QUEUED_BYTES = 64 * 1024 * 1024
"""For one slow reader. The journals are the queue, so what is dropped here is sent again."""


@dataclass(frozen=True)
class Listener:
    """Where the broker listens. `bind` is an address of this machine, "0.0.0.0" for all."""

    port: int
    bind: str


def broker_configuration(listener: Listener, folder: Path) -> str:
    """mosquitto.conf for TLS with client certificates; `folder` holds what it refers to."""
    return f"""\
# Made by `pishkhan provision broker`; made anew at each start.
listener {listener.port} {listener.bind}
cafile {folder / "authorities.pem"}
certfile {folder / "broker.pem"}
keyfile {folder / "broker.key"}
crlfile {folder / "revoked.pem"}
tls_version tlsv1.2
require_certificate true
use_identity_as_username true
allow_anonymous false
allow_zero_length_clientid false
acl_file {folder / "access"}
set_tcp_nodelay true

# Nothing depends on the broker's memory: journals are the queue, and agents and hub
# publish what is retained again when they connect.
persistence false
max_packet_size {MAX_PACKET_BYTES}
message_size_limit {MAX_PACKET_BYTES}
max_inflight_messages {MAX_INFLIGHT}
max_queued_messages 4096
max_queued_bytes {MAX_QUEUED_BYTES}
max_keepalive 600
persistent_client_expiration 1d
log_dest stderr
log_type error
log_type warning
log_type notice
connection_messages true
"""


def broker_access(city: str, revoked_devices: tuple[str, ...]) -> str:
    """Who may read and write what; `%u` is the name in the client's certificate.

    A revoked device is denied by name as well as by the revocation list: the list is read when a
    connection begins, the access list applies to those already open.
    """
    own = f"pishkhan/1/{city}/+/%u"
    lines = ["# Made by `pishkhan provision broker`.", "", "user hub"]
    lines.append(f"topic readwrite pishkhan/1/{city}/#")
    for device in revoked_devices:
        lines += ["", f"user {device}", "topic deny #"]
    lines += ["", "# Every device, below its own name only; reference news is for all."]
    lines += [f"pattern write {own}/{leaf}" for leaf in DEVICE_WRITES]
    lines += [f"pattern read {own}/{leaf}" for leaf in DEVICE_READS]
    lines.append(f"pattern read pishkhan/1/{city}/reference/+")
    return "\n".join(lines) + "\n"
