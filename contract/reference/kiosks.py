"""The city's kiosks as they know each other: where each stands, whether it works, its key."""

import msgspec

from contract.signature import key_id


class KioskRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One enrolled kiosk, also a retired or revoked one: its old receipts stay verifiable.

    `lat` and `lon` are its office's. `journal_key` is the Ed25519 key that signs its journals and
    receipts; `older_keys` are those it had before. `in_service`: the hub hears it and nothing it
    needs for a payment with a receipt has failed. `last_heard_ms` is told of kiosks that the hub
    does not hear now; how fresh all this is, the dataset's age says. Nothing that was signed
    after `revoked_ms` is to be believed.
    """

    device: str
    office: str
    office_name: str
    district: int
    number: int
    journal_key: bytes
    older_keys: tuple[bytes, ...] = ()
    office_name_en: str = ""
    lat: float | None = None
    lon: float | None = None
    in_service: bool = False
    last_heard_ms: int | None = None
    revoked_ms: int | None = None

    @property
    def revoked(self) -> bool:
        """Whether the city has withdrawn its trust in this machine."""
        return self.revoked_ms is not None

    def key_of_id(self, wanted: str) -> bytes | None:
        """The public key of that id, as signatures and receipts name it, if it is this kiosk's."""
        keys = (self.journal_key, *self.older_keys)
        return next((key for key in keys if key_id(key) == wanted), None)
