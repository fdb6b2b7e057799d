"""The hub's key that opens what kiosks seal."""

from pathlib import Path

from contract.errors import MissingPart

KEY_BYTES = 32


class SealingKeyMissing(MissingPart):
    """The city's folder does not hold it, or it is no key."""


def sealing_key(city_dir: Path) -> bytes:
    """The private X25519 key. Raises SealingKeyMissing."""
    path = city_dir / "keys" / "sealing.key"
    try:
        private = path.read_bytes()
    except OSError as error:
        raise SealingKeyMissing(
            f"{path} cannot be read: {error.strerror or error}.",
            "Without it nothing that a kiosk sealed can be opened; restore it.",
        ) from error
    if len(private) != KEY_BYTES:
        raise SealingKeyMissing(
            f"{path} isn't an X25519 key of {KEY_BYTES} bytes.", "Restore it from the city's copy."
        )
    return private
