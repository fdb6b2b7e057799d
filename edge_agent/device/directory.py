"""Everything of one kiosk lies under one folder, made by enrolment; here are its names."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from nacl.signing import SigningKey

from contract.logs import FOLDER as LOGS
from edge_agent.device.errors import DamagedDeviceFile, NotEnrolled
from edge_agent.device.files import write_durably
from edge_agent.device.identity import Identity, decode_identity, encode_identity

if TYPE_CHECKING:
    from contract.trust import TrustList

SEED_BYTES = 32
PRIVATE = 0o600
FOLDERS = ("keys", "journals", "reference", "run", "office", "courier")


@dataclass(frozen=True)
class DeviceDirectory:
    """`path` is what every command takes as `--device`."""

    path: Path

    def create(self) -> None:
        """Makes the folders that are missing, closed to other users. Raises OSError."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in FOLDERS:
            (self.path / name).mkdir(mode=0o700, exist_ok=True)

    @property
    def enrolled(self) -> bool:
        """The identity is written last, so where it stands all the rest does."""
        return self.identity_path.is_file()

    def identity(self) -> Identity:
        """Raises NotEnrolled or DamagedDeviceFile."""
        data = self._read(self.identity_path)
        try:
            return decode_identity(data)
        except msgspec.DecodeError as error:
            raise DamagedDeviceFile(self.identity_path, str(error)) from error

    def write_identity(self, identity: Identity) -> None:
        """Raises OSError."""
        write_durably(self.identity_path, encode_identity(identity))

    def signing_key(self) -> SigningKey:
        """The Ed25519 key of batches and results. Raises NotEnrolled or DamagedDeviceFile."""
        seed = self._read(self.journal_key_path)
        if len(seed) != SEED_BYTES:
            raise DamagedDeviceFile(self.journal_key_path, f"{len(seed)} bytes, not {SEED_BYTES}")
        return SigningKey(seed)

    def create_signing_key(self) -> SigningKey:
        """The key there is, or a new one on disk before it is returned. Raises OSError."""
        if not self.journal_key_path.exists():
            write_durably(self.journal_key_path, bytes(SigningKey.generate()), PRIVATE)
        return self.signing_key()

    def trust(self) -> "TrustList":
        """The root-signed list. Raises NotEnrolled or BadSignature."""
        # The supervisor knows this folder too, and has no use for certificates in its memory.
        from contract.trust import open_trust_list

        return open_trust_list(self._read(self.trust_path), self.root_certificate())

    def write_trust(self, signed: bytes) -> None:
        """`signed` must have been opened with `open_trust_list` before. Raises OSError."""
        write_durably(self.trust_path, signed)

    def root_certificate(self) -> bytes:
        """The PEM of the city's root. Raises NotEnrolled."""
        return self._read(self.root_path)

    def _read(self, path: Path) -> bytes:
        try:
            return path.read_bytes()
        except FileNotFoundError as error:
            raise NotEnrolled(path) from error

    @cached_property
    def identity_path(self) -> Path:
        return self.path / "identity.json"

    @cached_property
    def trust_path(self) -> Path:
        return self.path / "trust.bin"

    @cached_property
    def profile_path(self) -> Path:
        return self.path / "devices.toml"

    @cached_property
    def clock_floor_path(self) -> Path:
        return self.path / "clock-floor"

    @cached_property
    def keys_path(self) -> Path:
        return self.path / "keys"

    @cached_property
    def tls_key_path(self) -> Path:
        return self.keys_path / "tls.key"

    @cached_property
    def tls_certificate_path(self) -> Path:
        """The device's certificate and its chain."""
        return self.keys_path / "tls.pem"

    @cached_property
    def next_keys_path(self) -> Path:
        """Where a renewed key and certificate are made ready."""
        return self.keys_path / "next"

    @cached_property
    def next_tls_key_path(self) -> Path:
        return self.next_keys_path / "tls.key"

    @cached_property
    def offered_certificate_path(self) -> Path:
        """What the hub gave and nobody has tried yet."""
        return self.next_keys_path / "offered.pem"

    @cached_property
    def next_tls_certificate_path(self) -> Path:
        """Where it stands it is to be the device's; its key is beside it or already in place."""
        return self.next_keys_path / "tls.pem"

    @cached_property
    def root_path(self) -> Path:
        return self.keys_path / "root.pem"

    @cached_property
    def journal_key_path(self) -> Path:
        """The Ed25519 seed, 32 bytes."""
        return self.keys_path / "journal.key"

    @cached_property
    def journals_path(self) -> Path:
        return self.path / "journals"

    @cached_property
    def reference_path(self) -> Path:
        return self.path / "reference"

    @cached_property
    def run_path(self) -> Path:
        return self.path / "run"

    @cached_property
    def counter_state_path(self) -> Path:
        return self.run_path / "counter.json"

    @cached_property
    def agent_state_path(self) -> Path:
        return self.run_path / "agent.json"

    @cached_property
    def logs_path(self) -> Path:
        """What this machine's processes log, each in files of its own."""
        return self.path / LOGS

    @cached_property
    def courier_path(self) -> Path:
        """The hub's answers that were carried here and wait for the agent, and what became of
        the last one."""
        return self.path / "courier"

    @cached_property
    def telemetry_kept_path(self) -> Path:
        """Reports that the hub has not heard."""
        return self.path / "telemetry.kept"

    @cached_property
    def help_call_path(self) -> Path:
        return self.run_path / "help.json"

    @cached_property
    def clerk_answer_path(self) -> Path:
        return self.run_path / "clerk.json"

    @cached_property
    def technician_path(self) -> Path:
        """That a technician stands at the screen, and what is wished there."""
        return self.run_path / "technician.json"

    @cached_property
    def carriage_path(self) -> Path:
        """What the agent sees of a technician's stick, and how far the wish is."""
        return self.run_path / "carriage.json"

    @cached_property
    def office_configuration_path(self) -> Path:
        """Where the clerk's page listens; there is none without it."""
        return self.path / "office.toml"

    @cached_property
    def office_path(self) -> Path:
        """What the clerk's page keeps: PIN, key, certificate, and whether the kiosk is closed."""
        return self.path / "office"

    @cached_property
    def pin_path(self) -> Path:
        return self.office_path / "pin.json"

    @cached_property
    def office_certificate_path(self) -> Path:
        """Key and certificate of the clerk's page."""
        return self.office_path / "page.pem"

    @cached_property
    def closing_path(self) -> Path:
        return self.office_path / "closed.json"

    @cached_property
    def order_path(self) -> Path:
        """What the city wants the kiosk to do now."""
        return self.run_path / "order.json"

    @cached_property
    def order_answer_path(self) -> Path:
        return self.run_path / "order-answer.json"

    @cached_property
    def picture_path(self) -> Path:
        """What stood on the screen when the city wanted to see it; PNG."""
        return self.run_path / "screen.png"

    @cached_property
    def city_closing_path(self) -> Path:
        return self.path / "closed-by-city.json"

    @cached_property
    def application_path(self) -> Path:
        """The slots of the application, on a machine that takes releases."""
        return self.path / "application"

    @cached_property
    def update_hold_path(self) -> Path:
        """While it holds, no counter is started: the agent is about to switch versions."""
        return self.run_path / "update.hold"

    @cached_property
    def interface_socket_path(self) -> Path:
        return self.run_path / "interface.sock"
