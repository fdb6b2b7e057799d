"""Events born at the hub: its own journal, in the same envelope and chain."""

from typing import ClassVar, Literal

from contract.events.base import EventBody
from contract.release import Ring


class CityInitialised(EventBody, frozen=True):
    KIND: ClassVar[str] = "hub.initialised"
    city: str
    software: str
    trust_version: int


class ClaimCreated(EventBody, frozen=True):
    KIND: ClassVar[str] = "claim.created"
    claim: str
    device: str
    district: int
    office: str
    expires_ms: int
    by: str


class ClaimUsed(EventBody, frozen=True):
    KIND: ClassVar[str] = "claim.used"
    claim: str
    device: str
    journal_key: bytes


class CertificateIssued(EventBody, frozen=True):
    KIND: ClassVar[str] = "certificate.issued"
    device: str
    serial: str
    fingerprint: str
    not_after_ms: int


class DeviceRevoked(EventBody, frozen=True):
    KIND: ClassVar[str] = "device.revoked"
    device: str
    reason: str
    by: str


class PrefixAllotted(EventBody, frozen=True):
    KIND: ClassVar[str] = "prefix.allotted"
    device: str
    prefixes: tuple[int, ...]


class StaffChanged(EventBody, frozen=True):
    KIND: ClassVar[str] = "staff.changed"
    account: str
    change: Literal["added", "disabled", "password_changed"]
    role: str
    by: str


class StaffSignedIn(EventBody, frozen=True):
    KIND: ClassVar[str] = "staff.signed_in"
    account: str


class StaffSignedOut(EventBody, frozen=True):
    KIND: ClassVar[str] = "staff.signed_out"
    account: str


class StaffSignInRefused(EventBody, frozen=True):
    """`account` as typed is not kept: people type passwords there."""

    KIND: ClassVar[str] = "staff.sign_in_refused"
    known_account: str | None
    reason: str


class CityDataLoaded(EventBody, frozen=True):
    KIND: ClassVar[str] = "city.loaded"
    files: dict[str, int]
    digest: bytes
    by: str


class RecordViewed(EventBody, frozen=True):
    """Someone looked at a citizen's data. `subject` is a transaction or a bill id."""

    KIND: ClassVar[str] = "record.viewed"
    account: str
    subject: str


class ReferencePublished(EventBody, frozen=True):
    KIND: ClassVar[str] = "reference.published"
    dataset: str
    scope: str
    version: int
    digest: bytes


class ConfigurationChanged(EventBody, frozen=True):
    """Values as people write them; `before` and `after` are None where nothing is set."""

    KIND: ClassVar[str] = "configuration.changed"
    scope: str
    key: str
    before: str | None
    after: str | None
    by: str


class BackupFinished(EventBody, frozen=True):
    """All journals up to these seqs are in a second place."""

    KIND: ClassVar[str] = "hub.backup_finished"
    events: int
    place: str


class CommandOrdered(EventBody, frozen=True):
    """Written before the command leaves the hub."""

    KIND: ClassVar[str] = "command.ordered"
    epoch: int
    counter: int
    device: str
    name: str
    arguments: dict[str, str]
    expires_ms: int
    by: str


class CourierTaken(EventBody, frozen=True):
    """A file that was carried from a kiosk was taken. `file` is the hash of its head, `events`
    how many were new; not `whole` when it was damaged after what was taken."""

    KIND: ClassVar[str] = "courier.taken"
    device: str
    file: bytes
    made_ms: int
    batches: int
    events: int
    refused: int
    whole: bool
    by: str


class ReleaseOpened(EventBody, frozen=True):
    """For the kiosks of a ring and of the rings before it; a later word replaces an earlier."""

    KIND: ClassVar[str] = "release.opened"
    version: str
    ring: Ring
    by: str


class ReleasePaused(EventBody, frozen=True):
    """No further kiosk takes it until it is resumed."""

    KIND: ClassVar[str] = "release.paused"
    version: str
    by: str


class ReleaseResumed(EventBody, frozen=True):
    KIND: ClassVar[str] = "release.resumed"
    version: str
    by: str


class ReleaseHeld(EventBody, frozen=True):
    """The hub itself paused it: `back` of the `kiosks` of `ring` have taken it back."""

    KIND: ClassVar[str] = "release.held"
    version: str
    ring: Ring
    back: int
    kiosks: int


class ReleaseLimitSet(EventBody, frozen=True):
    """At which share of a ring's kiosks the hub pauses a release; None: it does not."""

    KIND: ClassVar[str] = "release.limit_set"
    percent: int | None
    by: str


class RingSet(EventBody, frozen=True):
    """A kiosk that nobody set a ring for is in the last one."""

    KIND: ClassVar[str] = "device.ring_set"
    device: str
    ring: Ring
    by: str
