"""All event types, by (kind, version), and the one way to write and read a body."""

from typing import get_args

import msgspec

from contract.errors import PishkhanError
from contract.events.assistance import (
    HelpAnswered,
    HelpCalled,
    HelpUnanswered,
    ResumedByCity,
    ServiceResumed,
    ServiceStopped,
    StoppedByCity,
)
from contract.events.base import EventBody
from contract.events.device import (
    AgentStarted,
    CommandFinished,
    CommandFinishedInWords,
    CommandReceived,
    EnrolmentFinished,
    KioskStarted,
    ReferenceApplied,
    SelfTest,
    UpdateApplied,
    UpdateConfirmed,
    UpdateRolledBack,
    UpdateStaged,
)
from contract.events.hub import (
    BackupFinished,
    CertificateIssued,
    CityDataLoaded,
    CityInitialised,
    ClaimCreated,
    ClaimUsed,
    CommandOrdered,
    ConfigurationChanged,
    CourierTaken,
    DeviceRevoked,
    PrefixAllotted,
    RecordViewed,
    ReferencePublished,
    ReleaseHeld,
    ReleaseLimitSet,
    ReleaseOpened,
    ReleasePaused,
    ReleaseResumed,
    RingSet,
    StaffChanged,
    StaffSignedIn,
    StaffSignedOut,
    StaffSignInRefused,
)
from contract.events.journal import (
    JournalGap,
    JournalGenesis,
    Predecessor,
    PrefixTaken,
    SealedKey,
    SealingKey,
)
from contract.events.payment import (
    FIRST_LANGUAGE,
    BillsStarted,
    BillStanding,
    EarlierStarted,
    FoundBy,
    OneBillStarted,
    Outcome,
    PaidBill,
    PayerDetails,
    PaymentApproved,
    PaymentClosed,
    PaymentDeclined,
    PaymentRequested,
    PaymentStarted,
    PaymentUnknown,
    ReceiptNotPrinted,
    ReceiptPrinted,
    ReceiptRequested,
    ReceiptUncertain,
)
from contract.events.receipt_copy import CopyClosed, CopyStarted, ReceiptSearched
from contract.events.settlement import (
    BankFileSettled,
    MoneyUnmatched,
    PaymentSettled,
    Settlement,
)
from contract.events.technician import (
    CourierAnswered,
    CourierRefused,
    CourierWritten,
    TechnicianRefused,
    TechnicianSignedIn,
    TechnicianSignedOut,
)
from contract.unreadable import UNREADABLE

JournalEvent = JournalGenesis | SealingKey | JournalGap | PrefixTaken
PaymentEvent = (
    PaymentStarted
    | BillsStarted
    | OneBillStarted
    | PaymentRequested
    | PaymentApproved
    | PaymentDeclined
    | PaymentUnknown
    | ReceiptRequested
    | ReceiptPrinted
    | ReceiptNotPrinted
    | ReceiptUncertain
    | PaymentClosed
)
CopyEvent = ReceiptSearched | CopyStarted | CopyClosed
ServiceEvent = ServiceStopped | ServiceResumed | StoppedByCity | ResumedByCity
AssistanceEvent = HelpCalled | HelpAnswered | HelpUnanswered
TechnicianEvent = (
    TechnicianSignedIn
    | TechnicianRefused
    | TechnicianSignedOut
    | CourierWritten
    | CourierAnswered
    | CourierRefused
)
SettlementEvent = PaymentSettled | MoneyUnmatched | BankFileSettled

UpdateEvent = UpdateStaged | UpdateApplied | UpdateConfirmed | UpdateRolledBack
DeviceEvent = (
    KioskStarted
    | AgentStarted
    | ReferenceApplied
    | CommandReceived
    | CommandFinished
    | CommandFinishedInWords
    | SelfTest
    | EnrolmentFinished
    | UpdateEvent
)
ReleaseEvent = (
    ReleaseOpened | ReleasePaused | ReleaseResumed | ReleaseHeld | ReleaseLimitSet | RingSet
)
HubEvent = (
    CityInitialised
    | ClaimCreated
    | ClaimUsed
    | CertificateIssued
    | DeviceRevoked
    | PrefixAllotted
    | StaffChanged
    | StaffSignedIn
    | StaffSignedOut
    | StaffSignInRefused
    | CityDataLoaded
    | RecordViewed
    | ReferencePublished
    | ConfigurationChanged
    | BackupFinished
    | CommandOrdered
    | CourierTaken
    | ReleaseEvent
)
Event = (
    JournalEvent
    | PaymentEvent
    | CopyEvent
    | AssistanceEvent
    | ServiceEvent
    | TechnicianEvent
    | DeviceEvent
    | HubEvent
    | SettlementEvent
)


class UnknownEvent(PishkhanError):
    """A kind or version newer than this program: keep it, understand it after an upgrade."""


class MalformedEvent(PishkhanError):
    """A known kind and version whose body is not of its form."""


EVENT_TYPES: dict[tuple[str, int], type[EventBody]] = {
    (event_type.KIND, event_type.VERSION): event_type for event_type in get_args(Event)
}
_encoder = msgspec.msgpack.Encoder()
_decoders = {name: msgspec.msgpack.Decoder(form) for name, form in EVENT_TYPES.items()}


def encode_body(event: EventBody) -> bytes:
    return _encoder.encode(event)


def decode_body(kind: str, version: int, body: bytes) -> Event:
    """Raises UnknownEvent or MalformedEvent."""
    decoder = _decoders.get((kind, version))
    if decoder is None:
        raise UnknownEvent(f"No event {kind} version {version} here.", "Upgrade this program.")
    try:
        return decoder.decode(body)  # type: ignore[return-value]  # the table holds Event's members
    except UNREADABLE as error:
        raise MalformedEvent(
            f"The body of {kind} version {version} is malformed: {error}.",
            "Keep it; report the writer's software version.",
        ) from error


__all__ = [
    "FIRST_LANGUAGE",
    "EVENT_TYPES",
    "AgentStarted",
    "AssistanceEvent",
    "BackupFinished",
    "BankFileSettled",
    "BillStanding",
    "BillsStarted",
    "CertificateIssued",
    "CityDataLoaded",
    "CityInitialised",
    "ClaimCreated",
    "ClaimUsed",
    "CommandFinished",
    "CommandFinishedInWords",
    "CommandOrdered",
    "CommandReceived",
    "ConfigurationChanged",
    "CopyClosed",
    "CopyEvent",
    "CopyStarted",
    "CourierAnswered",
    "CourierRefused",
    "CourierTaken",
    "CourierWritten",
    "DeviceEvent",
    "DeviceRevoked",
    "EnrolmentFinished",
    "Event",
    "EventBody",
    "EarlierStarted",
    "FoundBy",
    "HelpAnswered",
    "HelpCalled",
    "HelpUnanswered",
    "HubEvent",
    "JournalEvent",
    "JournalGap",
    "JournalGenesis",
    "KioskStarted",
    "MalformedEvent",
    "MoneyUnmatched",
    "OneBillStarted",
    "Outcome",
    "PaidBill",
    "PayerDetails",
    "PaymentApproved",
    "PaymentClosed",
    "PaymentDeclined",
    "PaymentEvent",
    "PaymentRequested",
    "PaymentSettled",
    "PaymentStarted",
    "PaymentUnknown",
    "Predecessor",
    "PrefixAllotted",
    "PrefixTaken",
    "ReceiptNotPrinted",
    "ReceiptPrinted",
    "ReceiptRequested",
    "ReceiptUncertain",
    "ReceiptSearched",
    "RecordViewed",
    "ResumedByCity",
    "ReferenceApplied",
    "ReferencePublished",
    "ReleaseEvent",
    "ReleaseHeld",
    "ReleaseLimitSet",
    "ReleaseOpened",
    "ReleasePaused",
    "ReleaseResumed",
    "RingSet",
    "SealedKey",
    "SealingKey",
    "SelfTest",
    "ServiceEvent",
    "ServiceResumed",
    "ServiceStopped",
    "Settlement",
    "SettlementEvent",
    "StaffChanged",
    "StaffSignInRefused",
    "StaffSignedIn",
    "StaffSignedOut",
    "StoppedByCity",
    "TechnicianEvent",
    "TechnicianRefused",
    "TechnicianSignedIn",
    "TechnicianSignedOut",
    "UnknownEvent",
    "UpdateApplied",
    "UpdateConfirmed",
    "UpdateEvent",
    "UpdateRolledBack",
    "UpdateStaged",
    "decode_body",
    "encode_body",
]
