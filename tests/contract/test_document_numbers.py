"""Bounds, timers and names that the protocol document states are those that the code uses."""

import pytest

from central.city import history, publication
from central.ingest import broker as hub_broker
from central.ingest import hellos, inbox, quarantine
from contract import batch, chain, clock, enrolment, envelope, hello, receipt_record, topics
from contract.reference import LARGEST_PAYLOAD
from contract.values import tracking_code
from edge_agent.agent import commands, link, loop, refreshing, upkeep
from edge_agent.journal import sealer
from edge_agent.reference import refresh
from edge_agent.uplink import connection, drain, journals, uplink
from provisioning.broker import configuration
from tests.contract.document import DOCS

KIB, MIB = 1024, 1024 * 1024
SECOND_MS, MINUTE_MS, HOUR_MS = 1_000, 60_000, 3_600_000
DAY_MS = 24 * HOUR_MS

SAID: tuple[tuple[str, str], ...] = (
    ("contract.md", f"| events in a batch | 1 to {batch.MAX_EVENTS} |"),
    ("contract.md", f"| {batch.MAX_BYTES // KIB} KiB by the sender's count"),
    ("contract.md", f"| {batch.LARGEST_MESSAGE // MIB} MiB |\n| an envelope"),
    ("contract.md", f"| {envelope.LARGEST_ENVELOPE // KIB} KiB; a writer refuses"),
    ("contract.md", f"| journals in a hello | {hellos.LARGEST_JOURNALS}; "),
    ("contract.md", f"between 1 and {drain.MOST_BATCHES}; {hello.DEFAULT_PACE} before"),
    ("contract.md", f"under way from a device | {connection.IN_FLIGHT} |"),
    ("contract.md", f"| an enrolment message | {enrolment.MAX_MESSAGE_BYTES // KIB} KiB |"),
    (
        "contract.md",
        f"| {refresh.LARGEST_TRUST_LIST // KIB} KiB, {refresh.LARGEST_MANIFEST // KIB} KiB |",
    ),
    ("contract.md", f"| {LARGEST_PAYLOAD // MIB} MiB, packed and unpacked |"),
    ("contract.md", f"| 1 to {receipt_record.MOST_BILLS} |"),
    ("contract.md", f"| {receipt_record.LONGEST_CHARACTERS} characters |"),
    ("contract/encoding.md", f"after {sealer.SESSION_LASTS_MS // HOUR_MS} hours of use"),
    ("contract/encoding.md", f"| `{chain._CHAIN.decode()}` | previous hash"),
    ("contract/encoding.md", f"| `{chain._SEALED.decode()}` | the sealed part"),
    ("contract/journal.md", f"({clock.BUILD_TIME_MS:,} for".replace(",", " ")),
    ("contract/journal.md", f"retention ({upkeep.RETENTION_MS // DAY_MS} days)"),
    ("contract/messages.md", f"00 to {topics.SHARDS - 1}"),
    ("contract/messages.md", f"and every {loop.GREET_EVERY_MS // SECOND_MS} s."),
    ("contract/messages.md", f"is: every {loop.TELEMETRY_EVERY_MS // SECOND_MS} s,"),
    (
        "contract/messages.md",
        f"| keep-alive | {connection.KEEP_ALIVE_S} s | {hub_broker.KEEP_ALIVE_S} s |",
    ),
    ("contract/messages.md", f"| not set | {hub_broker.RECEIVE_MAXIMUM} |"),
    ("contract/messages.md", f"a time-out of {connection.CONNECT_TIMEOUT_S:.0f} s"),
    ("contract/messages.md", f"while {commands.MOST_WAITING} commands wait"),
    (
        "contract/agent.md",
        f"min({link.FIRST_RETRY_MS} ms x 2^n, {link.LAST_RETRY_MS // SECOND_MS} s)",
    ),
    ("contract/agent.md", f"more than {link.HUB_SILENT_AFTER_MS // SECOND_MS} s. A broker"),
    ("contract/agent.md", f"- every {loop.GREET_EVERY_MS // SECOND_MS} s, so that"),
    (
        "contract/agent.md",
        (
            f"min({drain.FIRST_TIMEOUT_MS // SECOND_MS} s x 2^n, "
            f"{drain.LAST_TIMEOUT_MS // SECOND_MS} s)"
        ),
    ),
    ("contract/agent.md", f"between 1 and {drain.MOST_BATCHES}, is how many"),
    ("contract/agent.md", f"{batch.MAX_EVENTS} events and {batch.MAX_BYTES // KIB} KiB"),
    ("contract/hub.md", f"of the first {hellos.LARGEST_JOURNALS} journals"),
    (
        "contract/hub.md",
        f"newest {quarantine.KEPT_PER_DEVICE} of a\ndevice, {quarantine.KEPT_BYTES // KIB} KiB",
    ),
    (
        "contract/hub.md",
        (
            f"({inbox.LARGEST_BATCHES} batches or {inbox.LARGEST_BYTES // MIB} MiB) it does not "
            "acknowledge"
        ),
    ),
    ("contract/hub.md", f"beyond {inbox.LARGEST_UNTOLD} of them it drops"),
    ("contract/hub.md", f"{hello.DEFAULT_PACE} while the hub's inbox"),
    ("contract/enrolment.md", f"valid for {enrolment.CLAIM_HOURS} hours"),
    ("contract/enrolment.md", f"alphabet `{enrolment._ALPHABET}`"),
    (
        "contract/reference.md",
        (
            f"every {refreshing.EVERY_MS // MINUTE_MS} minutes "
            f"({refreshing.RETRY_MS // SECOND_MS} s after a failure)"
        ),
    ),
    (
        "contract/reference.md",
        (
            f"payloads of {publication.VERSIONS_KEPT} versions of each, "
            f"and makes deltas from the {history.STEPS_KEPT} before the newest"
        ),
    ),
    ("contract/reference.md", f"within {refreshing.NUDGE_SPREAD_MS // SECOND_MS} s, spread"),
    (
        "contract/receipts.md",
        f"({tracking_code.FIRST_PREFIX} to {tracking_code.LAST_PREFIX})",
    ),
    (
        "contract/receipts.md",
        "\n".join(" ".join(map(str, row)) for row in tracking_code._DAMM),
    ),
)


@pytest.mark.parametrize(("part", "words"), SAID)
def test_the_document_says_the_number_that_the_code_has(part: str, words: str) -> None:
    assert words in (DOCS / part).read_text(encoding="utf-8")


def test_bounds_that_the_document_says_once_are_one() -> None:
    assert configuration.MAX_PACKET_BYTES == batch.LARGEST_MESSAGE
    assert journals.MOST_JOURNALS == hellos.LARGEST_JOURNALS
    assert uplink.BATCHES_AT_ONCE == 8  # "After eight batches" in contract/agent.md


def test_who_may_write_and_read_is_the_same_for_broker_and_topics() -> None:
    assert set(configuration.DEVICE_WRITES) == set(topics.UPLINK)
    assert set(configuration.DEVICE_READS) == set(topics.DOWNLINK)
