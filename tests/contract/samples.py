"""One fixed event of every type: what the golden files hold."""

from contract.envelope import FORMAT, Envelope, encode_envelope
from contract.events import (
    AgentStarted,
    BackupFinished,
    BillStanding,
    CertificateIssued,
    CityDataLoaded,
    CityInitialised,
    ClaimCreated,
    ClaimUsed,
    CommandFinished,
    CommandReceived,
    DeviceRevoked,
    EnrolmentFinished,
    EventBody,
    FoundBy,
    JournalGap,
    JournalGenesis,
    KioskStarted,
    Outcome,
    PaymentApproved,
    PaymentClosed,
    PaymentDeclined,
    PaymentRequested,
    PaymentStarted,
    PaymentUnknown,
    Predecessor,
    PrefixAllotted,
    PrefixTaken,
    ReceiptNotPrinted,
    ReceiptPrinted,
    ReceiptRequested,
    ReceiptUncertain,
    RecordViewed,
    ReferenceApplied,
    ReferencePublished,
    SealedKey,
    SealingKey,
    SelfTest,
    StaffChanged,
    StaffSignedIn,
    StaffSignedOut,
    StaffSignInRefused,
    encode_body,
)

JOURNAL = bytes(range(16))
TRANSACTION = bytes(range(16, 32))
BOOT = bytes(range(8))
DIGEST = bytes(range(32))
AT_MS = 1_795_400_000_000

SAMPLES: tuple[EventBody, ...] = (
    JournalGenesis(
        city="qazvin",
        device="k-1a2b3c4d5e",
        writer="kiosk",
        software="0.1.0",
        tracking_prefix=3056,
        predecessor=Predecessor(JOURNAL, 7, DIGEST),
        reason="diverged",
    ),
    SealingKey(key_id=BOOT, sealed=(SealedKey("0011223344556677", b"box"),)),
    JournalGap(first_seq=2, last_seq=5, reason="disk"),
    PrefixTaken(prefix=3057),
    PaymentStarted(
        tracking="0509000016",
        bill_id="1000012726167",
        payment_id="125050196",
        amount=1_250_000,
        standing=BillStanding.VERIFIED,
        bill_kind="renovation",
        reference_version=3,
    ),
    PaymentRequested(
        reference="0509000016-1", amount=1_250_000, terminal="12345678", last_receipt="0041"
    ),
    PaymentApproved(
        reference="0509000016-1",
        amount=1_250_000,
        rrn="898194184027",
        trace="000042",
        pan="603799******0014",
        terminal="12345678",
        found_by=FoundBy.INQUIRY,
        merchant="000009260227494",
        receipt="0042",
        terminal_time="104500",
    ),
    PaymentDeclined(reference="0509000016-1", code="51", reason="no_funds"),
    PaymentUnknown(reference="0509000016-1", reason="timeout"),
    ReceiptRequested(job="00000001"),
    ReceiptPrinted(job="00000001", proof="process_id"),
    ReceiptNotPrinted(job="00000001", reason="paper_out"),
    ReceiptUncertain(job="00000001", reason="link_lost"),
    PaymentClosed(outcome=Outcome.PAID),
    KioskStarted(software="0.1.0", recovered=1),
    AgentStarted(software="0.1.0"),
    ReferenceApplied(dataset="bills", version=4, digest=DIGEST),
    CommandReceived(epoch=1, counter=2, name="refresh"),
    CommandFinished(epoch=1, counter=2, outcome="done", detail=""),
    SelfTest(component="printer", outcome="passed", detail=""),
    EnrolmentFinished(software="0.1.0", certificate="ab"),
    CityInitialised(city="qazvin", software="0.1.0", trust_version=1),
    ClaimCreated(
        claim="c1", device="k-1", district=2, office="khayyam", expires_ms=AT_MS, by="admin"
    ),
    ClaimUsed(claim="c1", device="k-1", journal_key=DIGEST),
    CertificateIssued(device="k-1", serial="01", fingerprint="ab", not_after_ms=AT_MS),
    DeviceRevoked(device="k-1", reason="stolen", by="admin"),
    PrefixAllotted(device="k-1", prefixes=(3056, 3057)),
    StaffChanged(account="operator", change="added", role="operator", by="console"),
    StaffSignedIn(account="operator"),
    StaffSignedOut(account="operator"),
    StaffSignInRefused(known_account=None, reason="password"),
    CityDataLoaded(files={"bills.csv": 3000}, digest=DIGEST, by="console"),
    RecordViewed(account="operator", subject=TRANSACTION.hex()),
    ReferencePublished(dataset="bills", scope="2", version=4, digest=DIGEST),
    BackupFinished(events=10, place="second disk"),
)


def sample_envelope(event: EventBody) -> bytes:
    return encode_envelope(
        Envelope(
            format=FORMAT,
            journal=JOURNAL,
            seq=1,
            kind=event.KIND,
            version=event.VERSION,
            transaction=TRANSACTION,
            utc_ms=AT_MS,
            boot=BOOT,
            monotonic_ms=123_456,
            quality=2,
            body=encode_body(event),
            sealed_hash=None,
        )
    )
