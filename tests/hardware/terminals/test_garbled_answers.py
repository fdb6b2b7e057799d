"""A byte of the answer is wrong: nothing is read into it."""

import pytest

from hardware.terminals import Approved, Uncertain
from tests.hardware.terminals.conftest import AMOUNT, Bench, OpenBench


@pytest.mark.parametrize(("protocol", "listen"), [("zvt", "tcp:127.0.0.1:0"), ("tlv", "pty")])
def test_an_answer_that_does_not_parse_is_uncertain(
    open_bench: OpenBench, protocol: str, listen: str
) -> None:
    bench = open_bench(protocol, listen)
    bench.do(do="outcome", value="garbled")
    assert isinstance(bench.pay(), Uncertain)
    assert len(bench.charges()) == 1


def test_zvt_on_a_serial_line_asks_for_the_frame_again(open_bench: OpenBench) -> None:
    """The checksum tells; the terminal sends the same frame once more."""
    bench = open_bench("zvt", "pty")
    bench.do(do="outcome", value="garbled")
    result = bench.pay()
    (charge,) = bench.charges()
    assert isinstance(result, Approved)
    assert result.rrn == charge.rrn


def test_zvt_settles_a_garbled_answer_by_asking(zvt: Bench) -> None:
    before = zvt.terminal.last_receipt()
    zvt.do(do="outcome", value="garbled")
    zvt.pay()
    (charge,) = zvt.charges()
    found = zvt.terminal.inquire("900000001", AMOUNT, before)
    assert isinstance(found, Approved)
    assert found.receipt == charge.receipt
