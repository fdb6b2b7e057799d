"""Lines under any bytes and any hang-up: what comes out is bytes or one of our errors."""

import contextlib
import os
import random
import socket
import threading
import time
import tty
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.address import SerialAddress
from hardware.emulation import PtyWire
from hardware.link import DescriptorLink, LinkError, LinkLost, open_link

_CHUNKS = st.lists(st.binary(min_size=1, max_size=200), max_size=8)


def soon(seconds: float = 2.0) -> float:
    return time.monotonic() + seconds


@given(_CHUNKS, _CHUNKS)
def test_a_line_gives_all_bytes_in_their_order_and_then_its_end(
    out: list[bytes], back: list[bytes]
) -> None:
    ours, theirs = socket.socketpair(socket.AF_UNIX)
    link = DescriptorLink(ours.detach(), "test")
    for chunk in out:
        link.send(chunk, soon())
    theirs.sendall(b"".join(back))
    theirs.shutdown(socket.SHUT_WR)
    heard = b""
    with contextlib.suppress(LinkLost):
        while True:
            heard += link.receive(soon())
    assert heard == b"".join(back)
    link.close()
    rest = b""
    while data := theirs.recv(4096):
        rest += data
    assert rest == b"".join(out)
    theirs.close()


def test_a_port_that_comes_and_goes_is_opened_or_refused(tmp_path: Path) -> None:
    """A device that vanishes while its port is being set up: no error but ours comes out."""
    wire = PtyWire(tmp_path / "line")
    ended = threading.Event()
    chance = random.Random(1)

    def plug_in_and_out() -> None:
        while not ended.is_set():
            wire.unplug(chance.uniform(0.0, 0.003))
            ended.wait(chance.uniform(0.0, 0.006))

    def serve() -> None:
        while (link := wire.next_client()) is not None:
            with contextlib.suppress(LinkError):
                link.receive(soon(60))
            link.close()

    threads = [threading.Thread(target=work) for work in (serve, plug_in_and_out)]
    for thread in threads:
        thread.start()
    opened = 0
    deadline = soon(1.5)
    while time.monotonic() < deadline:
        with contextlib.suppress(LinkError):
            open_link(SerialAddress(str(tmp_path / "line"), 115200), soon()).close()
            opened += 1
    ended.set()
    threads[1].join()
    wire.close()
    threads[0].join()
    assert opened


def test_a_hung_up_terminal_is_a_lost_line() -> None:
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    link = open_link(SerialAddress(os.ttyname(theirs), 115200), soon())
    os.close(theirs)
    os.close(ours)
    with contextlib.suppress(LinkError):
        link.send(b"x", soon())
    with pytest.raises(LinkError):
        link.receive(soon())
    link.close()
