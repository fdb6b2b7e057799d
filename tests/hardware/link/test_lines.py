"""Lines of bytes: deadlines, breaks, and closing from another thread."""

import os
import socket
import threading
import time
import tty
from collections.abc import Iterator

import pytest

from hardware.address import DeviceAddress, FileAddress, SerialAddress, TcpAddress
from hardware.link import ByteLink, LinkDown, LinkLost, LinkTimeout, open_link, socket_link


def soon(seconds: float = 2.0) -> float:
    return time.monotonic() + seconds


@pytest.fixture
def pair() -> Iterator[tuple[ByteLink, socket.socket]]:
    listener = socket.create_server(("127.0.0.1", 0))
    link = open_link(TcpAddress("127.0.0.1", listener.getsockname()[1]), soon())
    other, _ = listener.accept()
    listener.close()
    yield link, other
    link.close()
    other.close()


def test_bytes_go_both_ways(pair: tuple[ByteLink, socket.socket]) -> None:
    link, other = pair
    link.send(b"\x10\x04\x01", soon())
    assert other.recv(10) == b"\x10\x04\x01"
    other.sendall(b"\x12")
    assert link.receive(soon()) == b"\x12"


def test_silence_is_a_timeout(pair: tuple[ByteLink, socket.socket]) -> None:
    with pytest.raises(LinkTimeout):
        pair[0].receive(soon(0.02))


def test_a_side_that_takes_no_bytes_is_a_timeout(pair: tuple[ByteLink, socket.socket]) -> None:
    with pytest.raises(LinkTimeout):
        pair[0].send(bytes(50_000_000), soon(0.2))


def test_a_hang_up_is_a_lost_line(pair: tuple[ByteLink, socket.socket]) -> None:
    link, other = pair
    other.close()
    with pytest.raises(LinkLost):
        link.receive(soon())


def test_a_waiting_thread_is_woken_by_an_interrupt(pair: tuple[ByteLink, socket.socket]) -> None:
    link, _ = pair
    waker = threading.Timer(0.02, link.interrupt)
    waker.start()
    with pytest.raises(LinkLost):
        link.receive(soon(30))
    waker.join()


def test_a_closed_line_stays_closed(pair: tuple[ByteLink, socket.socket]) -> None:
    link, _ = pair
    link.close()
    link.close()
    link.interrupt()
    with pytest.raises(LinkLost):
        link.receive(soon())


@pytest.mark.parametrize(
    "address",
    [
        TcpAddress("127.0.0.1", 1),
        SerialAddress("/dev/no-such-port"),
        FileAddress("/dev/no-such-printer"),
    ],
    ids=str,
)
def test_what_is_not_there_is_down(address: DeviceAddress) -> None:
    with pytest.raises(LinkDown):
        open_link(address, soon())


def test_a_serial_line_carries_control_bytes_unchanged() -> None:
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    link = open_link(SerialAddress(os.ttyname(theirs), 115200), soon())
    every_byte = bytes(range(256))
    os.write(ours, every_byte)
    read = b""
    while len(read) < 256:
        read += link.receive(soon())
    assert read == every_byte
    link.send(every_byte, soon())
    assert os.read(ours, 512) == every_byte
    link.close()
    os.close(ours)
    os.close(theirs)


def test_small_frames_leave_at_once() -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    client = socket.create_connection(listener.getsockname())
    watched = socket.socket(fileno=os.dup(client.fileno()))
    link = socket_link(client, "test")
    assert watched.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 1
    link.close()
    watched.close()
    listener.close()
