"""What a technician carries from a kiosk of the tests, as its agent would have written it."""

import io
from collections.abc import Sequence
from pathlib import Path

from nacl.public import PrivateKey

from contract.hello import Hello
from contract.sealed_file import SealedFileKind, SealedWriter
from contract.signature import key_id
from contract.trust import KeyPurpose, TrustedKey
from tests.central.support.kiosk import CITY, NOON_MS, Kiosk


def recipient(city_dir: Path) -> TrustedKey:
    """The hub's key, as the trust list names it."""
    private = PrivateKey((city_dir / "keys" / "sealing.key").read_bytes())
    public = bytes(private.public_key)
    return TrustedKey(
        id=key_id(public), purpose=KeyPurpose.SEALING, algorithm="x25519", public=public,
        not_before_ms=0, not_after_ms=1,
    )  # fmt: skip


def carried(
    city_dir: Path,
    kiosk: Kiosk,
    batches: Sequence[bytes] | None = None,
    *,
    city: str = CITY,
    kind: SealedFileKind = SealedFileKind.COURIER,
    hello: Hello | None = None,
) -> bytes:
    """The whole journal in batches of ten, unless others are given."""
    file = io.BytesIO()
    writer = SealedWriter(file.write, kind, city, recipient(city_dir))
    writer.open(hello or kiosk.hello(), NOON_MS, kiosk.key)
    given = [message.data for message in kiosk.messages(size=10)] if batches is None else batches
    for batch in given:
        writer.add(batch)
    writer.finish()
    return file.getvalue()
