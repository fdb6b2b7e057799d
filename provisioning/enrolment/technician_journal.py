"""The technician's journal: this machine was enrolled, and each device did so in its test."""

from collections.abc import Iterator

from cryptography import x509
from cryptography.hazmat.primitives import hashes

from contract.clock import SystemClock
from contract.envelope import decode_envelope
from contract.events import EnrolmentFinished, Event, SelfTest, decode_body
from edge_agent.device import DeviceDirectory, Identity
from edge_agent.journal import Draft, JournalReader, Origin, journal_files, open_journal
from provisioning.enrolment.self_test import ComponentResult, SelfTestOutcome

WRITER = "technician"
SOFTWARE = "0.1.0"
_PAGE = 500


def record_enrolment(
    folder: DeviceDirectory, identity: Identity, results: tuple[ComponentResult, ...]
) -> None:
    """Append the self-test and the end of the enrolment in one commit.

    Raises JournalLocked, JournalDamaged, JournalFailed, DiskNearlyFull.
    """
    certificate = x509.load_pem_x509_certificate(folder.tls_certificate_path.read_bytes())
    events: list[Event] = [
        SelfTest(component=r.component, outcome=r.outcome.value, detail=r.detail) for r in results
    ]
    fingerprint = certificate.fingerprint(hashes.SHA256()).hex()
    events.append(EnrolmentFinished(software=SOFTWARE, certificate=fingerprint))
    origin = Origin(identity.city, identity.device, SOFTWARE)
    journal = open_journal(folder.journals_path, WRITER, origin, SystemClock())
    try:
        journal.append(*(Draft(event) for event in events))
    finally:
        journal.close()


def enrolment_recorded(folder: DeviceDirectory) -> bool:
    """Whether `record_enrolment` was done before a crash."""
    return any(isinstance(event, EnrolmentFinished) for event in _events(folder))


def recorded_results(folder: DeviceDirectory) -> tuple[ComponentResult, ...]:
    """The self-test as journaled; the newest of each component."""
    results: dict[str, ComponentResult] = {}
    for event in _events(folder):
        if isinstance(event, SelfTest):
            outcome = SelfTestOutcome(event.outcome)
            results[event.component] = ComponentResult(event.component, outcome, event.detail)
    return tuple(results.values())


def _events(folder: DeviceDirectory) -> Iterator[Event]:
    for file in journal_files(folder.journals_path):
        if file.writer != WRITER:
            continue
        with JournalReader(file.path) as reader:
            seq = 0
            while page := reader.entries(seq, _PAGE):
                for stored in page:
                    body = bytes(decode_envelope(stored.envelope).body)
                    yield decode_body(stored.kind, stored.version, body)
                seq = page[-1].seq
