"""Bytes of every event version, kept for ever: what was journaled once stays readable."""

from pathlib import Path

import pytest

from contract.chain import GENESIS_HASH, link
from contract.envelope import decode_envelope
from contract.events import EVENT_TYPES, EventBody, MalformedEvent, UnknownEvent, decode_body
from tests.contract.samples import SAMPLES, sample_envelope

GOLDEN = Path(__file__).parent / "golden"


def _golden(event: EventBody) -> Path:
    return GOLDEN / f"{event.KIND}.v{event.VERSION}.hex"


@pytest.mark.parametrize("event", SAMPLES, ids=lambda event: f"{event.KIND}.v{event.VERSION}")
def test_an_event_is_written_as_it_always_was(event: EventBody) -> None:
    envelope = sample_envelope(event)
    envelope_hex, hash_hex = _golden(event).read_text().split()
    assert envelope.hex() == envelope_hex
    assert link(GENESIS_HASH, envelope).hex() == hash_hex


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.hex")), ids=lambda path: path.stem)
def test_bytes_once_journaled_are_still_understood(path: Path) -> None:
    envelope = decode_envelope(bytes.fromhex(path.read_text().split()[0]))
    event = decode_body(envelope.kind, envelope.version, envelope.body)
    assert event in SAMPLES


def test_every_event_type_has_its_golden_file() -> None:
    assert {(event.KIND, event.VERSION) for event in SAMPLES} == set(EVENT_TYPES)
    assert {_golden(event) for event in SAMPLES} == set(GOLDEN.glob("*.hex"))


def test_an_event_of_the_future_is_unknown_not_malformed() -> None:
    with pytest.raises(UnknownEvent):
        decode_body("payment.approved", 2, b"\x80")


def test_a_known_event_with_another_body_is_malformed() -> None:
    with pytest.raises(MalformedEvent):
        decode_body("payment.approved", 1, b"\x80")
