"""Telemetry of older and of newer kiosks is read; what is no telemetry is refused."""

import contextlib
import math
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.hello import BadMessage
from contract.history import TelemetryHistory, decode_history, encode_history
from contract.telemetry import (
    Component,
    ComponentState,
    DatasetAge,
    JournalQueue,
    Measurement,
    State,
    Telemetry,
    decode_telemetry,
    encode_telemetry,
)

GOLDEN = Path(__file__).parent / "golden" / "telemetry"
HOUR_AGO_MS = 1_794_996_400_000

FIRST = Telemetry(
    device="k-0123456789",
    boot=b"bootboot",
    utc_ms=1_795_000_000_000,
    software="0.1.0",
    uptime_ms=7_200_000,
    queue=(
        JournalQueue(
            journal=b"j" * 16,
            writer="kiosk",
            head_seq=120,
            acked_seq=100,
            oldest_unsent_ms=HOUR_AGO_MS,
        ),
    ),
    components=(
        ComponentState(component=Component.COUNTER, state=State.READY, since_ms=HOUR_AGO_MS),
        ComponentState(
            component=Component.PAPER,
            state=State.DEGRADED,
            reason="paper_near_end",
            since_ms=HOUR_AGO_MS,
            level=9,
        ),
    ),
    reference=(DatasetAge(dataset="bills", version=3, as_of_ms=HOUR_AGO_MS),),
    last_payment_ms=HOUR_AGO_MS,
)
CABINET = msgspec.structs.replace(
    FIRST,
    components=(
        *FIRST.components,
        ComponentState(
            component=Component.UPS,
            state=State.DEGRADED,
            reason="on_battery",
            since_ms=HOUR_AGO_MS,
            level=64,
        ),
        ComponentState(
            component=Component.DOOR,
            state=State.DEGRADED,
            reason="door_open",
            since_ms=HOUR_AGO_MS,
        ),
        ComponentState(component=Component.TEMPERATURE, state=State.READY, since_ms=HOUR_AGO_MS),
        ComponentState(component=Component.SCREEN, state=State.ABSENT, since_ms=HOUR_AGO_MS),
    ),
    measurements=(
        Measurement(component=Component.UPS, name="battery_runtime_s", value=1500),
        Measurement(
            component=Component.TEMPERATURE,
            name="temperature_celsius",
            value=51.5,
            place="coretemp Package id 0",
        ),
    ),
)


def golden(name: str) -> bytes:
    return bytes.fromhex((GOLDEN / f"{name}.hex").read_text())


def test_the_first_releases_telemetry_is_still_read() -> None:
    assert decode_telemetry(golden("first")) == FIRST


def test_the_cabinets_telemetry_is_written_as_it_always_was() -> None:
    assert encode_telemetry(CABINET) == golden("cabinet")
    assert decode_telemetry(golden("cabinet")) == CABINET


def test_history_is_written_as_it_always_was() -> None:
    history = TelemetryHistory(
        device="k-0123456789",
        boot=b"bootboot",
        utc_ms=1_795_000_060_000,
        uptime_ms=7_260_000,
        reports=(CABINET,),
    )
    assert encode_history(history) == golden("history")
    assert decode_history(golden("history")) == history
    assert [age_ms for _, age_ms in history.ages()] == [60_000]


def changed(**fields: Any) -> bytes:
    return msgspec.msgpack.encode(msgspec.msgpack.decode(encode_telemetry(CABINET)) | fields)


def part(**fields: Any) -> dict[str, Any]:
    return {"component": "paper", "state": "ready", "since_ms": 1} | fields


def test_a_newer_kiosks_unknown_part_costs_nothing_else() -> None:
    data = changed(
        components=[part(), part(component="cash_box", reason="note_stuck", newer=1)],
        measurements=[{"component": "cash_box", "name": "notes", "value": 7, "newer": 1}],
        newer_field={"a": 1},
    )
    telemetry = decode_telemetry(data)
    known, unknown = telemetry.components
    assert known.component is Component.PAPER
    assert (unknown.component, unknown.reason) == (Component.OTHER, "note_stuck")
    assert telemetry.measurements[0].component is Component.OTHER
    assert telemetry.queue == CABINET.queue
    assert msgspec.convert(msgspec.to_builtins(telemetry), Telemetry) == telemetry


@pytest.mark.parametrize(
    "fields",
    [
        {"components": [part(component=7)]},
        {"components": [part(state="flying")]},
        {"components": 3},
        {"measurements": [{"component": "ups", "name": "x", "value": math.nan}]},
        {"measurements": [{"component": "ups", "name": "x", "value": math.inf}]},
        {"measurements": [{"component": "ups", "name": "x" * 41, "value": 1}]},
        {"measurements": [{"component": "ups", "name": "x", "value": "1"}]},
    ],
)
def test_what_is_no_telemetry_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(BadMessage):
        decode_telemetry(changed(**fields))


@given(st.integers(0, len(golden("cabinet")) - 1), st.integers(1, 255))
def test_a_flipped_byte_is_read_or_refused(place: int, flip: int) -> None:
    data = bytearray(golden("cabinet"))
    data[place] ^= flip
    with contextlib.suppress(BadMessage):
        assert isinstance(decode_telemetry(bytes(data)), Telemetry)
