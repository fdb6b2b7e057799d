"""The keys of releases, which rest where the city's others do.

root.key             the city's root, offline: names the two keys below, in TUF's root
keys/release.key     says which archives are releases; offline, wanted to add or withdraw one
keys/freshness.key   says each month that this is still the newest state; at the hub
"""

from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from securesystemslib.signer import CryptoSigner

from contract.errors import MissingPart
from edge_agent.device import sync_folder, write_durably
from provisioning.authority import CityDirectory

RELEASE, FRESHNESS = "release", "freshness"
PRIVATE = 0o600


class ReleaseKeyMissing(MissingPart):
    """The key is offline, which it may rightly be, or was never made."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            f"The key {path} can't be read: {detail}.",
            "Bring it to that folder for as long as this takes.",
        )


@dataclass(frozen=True)
class ReleaseKeys:
    """Signers by what they sign, read when they are wanted. Each raises MissingPart."""

    city: CityDirectory

    def root(self) -> CryptoSigner:
        return CryptoSigner(self.city.identity("root").key)

    def release(self) -> CryptoSigner:
        return self._role(RELEASE)

    def freshness(self) -> CryptoSigner:
        return self._role(FRESHNESS)

    def _role(self, name: str) -> CryptoSigner:
        path = self.city.role_key(name)
        try:
            return CryptoSigner(Ed25519PrivateKey.from_private_bytes(path.read_bytes()))
        except (OSError, ValueError) as error:
            raise ReleaseKeyMissing(path, str(error)) from error


def make_release_keys(city: CityDirectory) -> ReleaseKeys:
    """New keys in the place of those that may be there. Raises OSError."""
    for name in (RELEASE, FRESHNESS):
        key = Ed25519PrivateKey.generate().private_bytes_raw()
        write_durably(city.role_key(name), key, PRIVATE)
    sync_folder(city.role_key(RELEASE).parent)
    return ReleaseKeys(city)
