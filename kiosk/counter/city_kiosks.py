"""The city's kiosks as this one knows them: whose signature is on a receipt."""

from pathlib import Path

from kiosk.counter.receipt_worker import Signer


class CityKiosks:
    """Reads the reference data of `device_dir`. Use it from one thread."""

    def __init__(self, device_dir: Path) -> None:
        self._device_dir = device_dir

    def signer(self, key: str) -> Signer | None:
        """Who signs with the key of this id; None when no kiosk of the city does."""
        return None
