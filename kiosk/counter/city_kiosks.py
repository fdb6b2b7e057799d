"""The city's kiosks as this one knows them: whose signature is on a receipt."""

from functools import cached_property
from pathlib import Path

from nacl.signing import VerifyKey

from edge_agent.reference import ReferenceStore
from kiosk.counter.receipt_worker import Signer


class CityKiosks:
    """Reads the reference data of `device_dir`. Use it from one thread."""

    def __init__(self, device_dir: Path) -> None:
        self._device_dir = device_dir

    @cached_property
    def _store(self) -> ReferenceStore:
        return ReferenceStore(self._device_dir)

    def signer(self, key: str) -> Signer | None:
        """Who signs with the key of this id; None when no kiosk of the city does."""
        kiosk = self._store.kiosk_of_key(key)
        public = None if kiosk is None else kiosk.key_of_id(key)
        if kiosk is None or public is None:
            return None
        return Signer(VerifyKey(public), f"{kiosk.office_name} {kiosk.number}", kiosk.revoked_ms)
