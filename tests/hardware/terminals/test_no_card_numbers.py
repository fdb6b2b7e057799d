"""A terminal that tells whole card numbers finds nobody who writes them down."""

import logging

import pytest

from contract.values import MaskedPan
from hardware.terminals import Approved
from hardware.terminals.emulated_desk import EmulatedTerminalSetup
from hardware.terminals.errors import MalformedFrame
from hardware.terminals.iran_tlv.frame import FrameReader, parse_message
from hardware.terminals.text_tlv import Field, parse_fields
from hardware.terminals.zvt.codec.apdu import Apdu, ApduReader
from hardware.terminals.zvt.codec.messages import parse_status_information
from hardware.terminals.zvt.codec.serial_frame import FrameReader as SerialFrameReader
from hardware.terminals.zvt.codec.serial_frame import encode_frame
from tests.hardware.terminals.conftest import Bench, OpenBench, order

PAN = "6037998726040016"
WHOLE = EmulatedTerminalSetup(bank_ms=20, late_ms=1300, pan=PAN)
OUTCOMES = ["approve", "twice", "garbled", "wrong_amount", "wrong_reference", "late"]


@pytest.mark.parametrize("protocol", ["zvt", "tlv"])
@pytest.mark.parametrize("listen", ["tcp:127.0.0.1:0", "pty"])
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_no_log_and_no_result_holds_it(
    open_bench: OpenBench,
    caplog: pytest.LogCaptureFixture,
    protocol: str,
    listen: str,
    outcome: str,
) -> None:
    caplog.set_level(logging.DEBUG)
    bench: Bench = open_bench(protocol, listen, setup=WHOLE)
    bench.do(do="outcome", value=outcome)
    asking = bench.ask(order(timeout_s=0.3))
    bench.do(do="present_card")
    result = asking.result()
    bench.terminal.close()
    told = f"{result!r} {caplog.text} {vars(bench.terminal)!r} {bench.terminal.reports()!r}"
    assert bench.charges()[0].pan == PAN
    assert PAN not in told
    assert PAN[6:12] not in told
    if outcome == "approve":
        assert isinstance(result, Approved)
        assert result.pan == MaskedPan("603799******0016")


def test_no_parsed_thing_shows_it() -> None:
    status = Apdu(0x040F, bytes.fromhex(f"270022F0F8{PAN}"))
    frame = b"%04dRS%03dRS00200PN016%s" % (len(PAN) + 17, len(PAN) + 12, PAN.encode())
    slip = Field("R4", b"karte 6037 9987 2604 0016")
    seen = [
        status,
        ApduReader().feed(status.encode()),
        SerialFrameReader().feed(encode_frame(status.encode())),
        parse_status_information(status.data),
        parse_fields(b"PN016" + PAN.encode()),
        parse_message(frame),
        FrameReader().feed(frame),
        slip,
    ]
    assert PAN not in repr(seen)
    assert PAN[6:12] not in repr(seen)


@pytest.mark.parametrize("data", [f"22F0F8{PAN}", f"2700 22F0F8{PAN} FE", f"2700 {PAN}"])
def test_no_refusal_to_parse_quotes_it(data: str) -> None:
    with pytest.raises(MalformedFrame) as refusal:
        parse_status_information(bytes.fromhex(data))
    assert PAN[6:12] not in f"{refusal.value} {refusal.value!r}"
